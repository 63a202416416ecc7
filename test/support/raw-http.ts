/** Speaks HTTP on a bare socket, for requests that no client library sends. */
import { connect } from "node:net";

/** Everything that the service sends until it closes the connection. */
export function say(port: number, text: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let heard = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk) => (heard += chunk));
    socket.on("close", () => resolve(heard));
    socket.on("error", reject);
  });
}

/** The status and the JSON body of the last answer in what was heard. */
export function lastAnswerIn(heard: string): { status: number; head: string; body: unknown } {
  const from = heard.lastIndexOf("HTTP/1.1 ");
  const [head = "", ...rest] = heard.slice(from).split("\r\n\r\n");
  return { status: Number(head.split(" ")[1]), head, body: JSON.parse(rest.join("\r\n\r\n")) };
}
