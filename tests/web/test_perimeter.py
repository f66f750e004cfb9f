"""Only listed paths exist, only this computer is answered, and every answer carries our headers."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.errors import BadSetting
from assistant.web.address import OWN, loopback
from assistant.web.perimeter import HEADERS, Perimeter


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()

    @app.api_route("/{path:path}", methods=["GET", "POST"])
    def anything(path: str) -> str:
        return f"inner {path}"

    return TestClient(Perimeter(app), base_url="http://127.0.0.1:7860")


@pytest.mark.parametrize("export", ["result.json", "report.docx", "prompts.csv"])
def test_each_export_of_a_review_is_passed_on_and_nothing_else_of_it(client: TestClient, export: str) -> None:
    assert client.get(f"/reviews/0123456789abcdef/{export}").status_code == 200
    assert client.get(f"/reviews/0123456789abcdef/{export}.bak").status_code == 404


@pytest.mark.parametrize("path", ["/", "/theme.css", "/health", "/assets/index-1a.js", "/ours/main.js"])
def test_what_the_page_needs_is_passed_on(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/docs",
        "/config",
        "/gradio_api/info",
        "/gradio_api/queue/data",
        "/openapi.json",
        "/monitoring",
        "/login",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file/etc/passwd",
        "/gradio_api/upload_progress",
        "/gradio_api/runs",
        "/gradio_api/run-history/records",
        "/gradio_api/openapi.json",
        "/gradio_api/proxy=https://example.org/",
        "/gradio_api/call/decide/1",
        "/reviews/../../etc/passwd/result.json",
        "/assets/../config.json",
        "/assets/%2e%2e/%2e%2e/pyproject.toml",
    ],
)
def test_what_gradio_serves_besides_does_not_exist(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["upload", "queue/join", "run/decide", "call/decide", "vibe-edit", "cancel"])
def test_uploads_to_gradio_and_its_call_routes_do_not_exist(client: TestClient, path: str) -> None:
    assert client.post(f"/gradio_api/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/", "/health", "/nothing"])
def test_every_answer_even_a_refusal_carries_the_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_the_policy_names_no_remote_source_and_no_frame() -> None:
    policy = HEADERS["content-security-policy"]
    assert "http" not in policy
    assert "*" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::1", "192.0.2.7:7860"])
def test_a_name_that_is_not_this_computers_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:7860", "[::1]:7860"])
def test_this_computers_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_another_page_can_post_nothing_here(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/reviews", headers=headers).status_code == 403
    assert client.post("/gradio_api/component_server", headers=headers).status_code == 403


def test_our_own_page_can_post(client: TestClient) -> None:
    assert client.post("/reviews", headers={"origin": "http://127.0.0.1:7860"}).status_code == 200


@pytest.mark.parametrize("host", sorted(OWN))
def test_where_the_server_listens_the_page_is_answered(client: TestClient, host: str) -> None:
    assert loopback(host) == host
    assert client.get("/", headers={"host": f"[{host}]" if ":" in host else host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "::", "192.168.1.5", "127.0.0.2", "assistant.example", ""],  # noqa: S104 - must be refused
)
def test_the_server_refuses_any_other_address_and_says_why(host: str) -> None:
    with pytest.raises(BadSetting, match="no sign-in yet"):
        loopback(host)


def test_gradio_is_handed_json_and_never_a_file(client: TestClient) -> None:
    path = "/gradio_api/component_server"
    assert client.post(path, json={"fn_name": "ask"}).status_code == 200
    assert client.post(path, files={"file": ("a.docx", b"PK")}).status_code == 415
    assert client.post(path, content=b"PK").status_code == 415
