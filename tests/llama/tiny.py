"""A language model of random weights, made in a moment, as the GGUF file that llama.cpp reads.

Its tokens are characters, and it is for the server around it: what it writes says nothing of any model. Random
throughout, it would hardly ever close a string, so that every reply would be cut off. Therefore one channel of
its state is the same for every token and goes through all layers untouched: the output's weights on it say how
often each token comes, and the other channels, which are random, vary that with what stands before.
"""

import math
import string
from pathlib import Path
from typing import Any

OFTEN = {'"': 3.0, ",": 3.0, "{": 2.0, "]": 1.0, "n": 1.0, " ": 5.0} | dict.fromkeys("123456789", 0.2)
"""How often a character comes beside a small letter: these decide how a reply goes on and ends (``n`` begins
null), so nothing random is added to them."""
SELDOM = 0.01
"""The same of other printable characters."""
NEVER = 1e-9
"""The same of tokens that are no printable character."""

CONTEXT = 65_536
WIDTH = 64
LAYERS = 2
HEADS = 2
INNER = 128
STEADY = 32.0
"""The channel that is the same for every token. The others are about 1: normalising leaves it as it is."""
SPREAD = 0.5
"""About the standard deviation, in the logarithm, of how often a character comes from place to place."""


def build(path: Path, seed: int = 0) -> None:
    """Writes the model of that seed, some 0.5 MB."""
    import gguf  # comes with the long measurements only

    vocabulary = _vocabulary()
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(1)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tokenizer_model("llama")
    writer.add_token_list([word for word, _, _ in vocabulary])
    writer.add_token_scores([0.0] * len(vocabulary))
    writer.add_token_types([gguf.TokenType[kind] for _, kind, _ in vocabulary])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_add_space_prefix(False)
    for name, weights in _weights([(word in OFTEN, often) for word, _, often in vocabulary], seed).items():
        writer.add_tensor(name, weights)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _vocabulary() -> list[tuple[str, str, float]]:
    """Every token with its kind and how often it comes. The bytes spell what is no printable ASCII."""
    special = [("<unk>", "UNKNOWN", NEVER), ("<s>", "CONTROL", NEVER), ("</s>", "CONTROL", 1.0)]
    spelt = [(f"<0x{byte:02X}>", "BYTE", NEVER) for byte in range(256)]
    often = dict.fromkeys(string.ascii_lowercase, 1.0) | OFTEN
    printable = [chr(code) for code in range(0x20, 0x7F)]
    characters = [(character, "NORMAL", often.get(character, SELDOM)) for character in printable]
    characters[0] = ("▁", *characters[0][1:])  # how this kind of tokeniser writes a space
    return [*special, *spelt, *characters]


def _weights(tokens: list[tuple[bool, float]], seed: int) -> dict[str, Any]:
    """Every tensor by its name. Of each token: whether nothing random is added, and how often it comes."""
    import numpy as np

    random = np.random.default_rng(seed)
    even = 1 / math.sqrt(WIDTH)  # keeps what goes through a matrix as large as it was
    key = WIDTH // HEADS

    def normal(rows: int, columns: int, scale: float = even) -> Any:
        return random.normal(0.0, scale, (rows, columns)).astype(np.float32)

    ones = np.ones(WIDTH, dtype=np.float32)
    embedding = normal(len(tokens), WIDTH, 1.0)
    embedding[:, 0] = STEADY
    divisor = STEADY * even  # of the last normalisation
    output = normal(len(tokens), WIDTH, SPREAD * even * divisor)
    output[[fixed for fixed, _ in tokens]] = 0.0
    output[:, 0] = [math.log(often) * divisor / STEADY for _, often in tokens]
    weights = {"token_embd.weight": embedding, "output_norm.weight": ones, "output.weight": output}
    for layer in range(LAYERS):
        block = {
            "attn_norm": ones,
            "attn_q": normal(WIDTH, WIDTH),
            "attn_k": normal(key, WIDTH),
            "attn_v": normal(key, WIDTH),
            "attn_output": normal(WIDTH, WIDTH),
            "ffn_norm": ones,
            "ffn_gate": normal(INNER, WIDTH),
            "ffn_up": normal(INNER, WIDTH),
            "ffn_down": normal(WIDTH, INNER, 1 / math.sqrt(INNER)),
        }
        for adds in ("attn_output", "ffn_down"):
            block[adds][0] = 0.0  # the steady channel stays as it is
        weights |= {f"blk.{layer}.{name}.weight": tensor for name, tensor in block.items()}
    return weights
