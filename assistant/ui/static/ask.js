// The one way to the server: sends what the inspector asks, gives back views or a mistake in words.

let server = null;
let name = "";

export const connect = (functions) => { server = functions; };

/** The inspector's name, sent with every act. */
export const signAs = (value) => { name = value; };
export const signedAs = () => name;

/** Ask; the answer always has ok, and an error with a message where it is false. */
export async function ask(what, given = {}) {
  try {
    const answer = await server.ask({ ask: what, ...given });
    if (answer && typeof answer.ok === "boolean") return answer;
  } catch { /* told below, in words */ }
  return {
    ok: false,
    error: { message: "The assistant did not answer. Check that it is running, then reload the page: it shows what was recorded.", field: null },
  };
}

/** Ask for something to be recorded under the inspector's name. */
export const act = (what, given) => ask(what, { ...given, by: name });
