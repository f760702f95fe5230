import { type Due, refused, served, status } from "../answer.ts";
import { type Rejection, rejection } from "./rejection.ts";

const DUE: Due = {
  complies: [status("9112 §3.2", 400)],
  tolerable: [refused("9112 §3.2")],
};

const HOST_WHY =
  "Host says which of a machine's sites is meant. Where it isn't clear, two programs on the way may mean different ones.";

function invalid(name: string, value: string, what: string): Rejection {
  return {
    name,
    title: `Refuses a Host with ${what}`,
    level: "strict",
    must: `Answer "Host: ${value}" with 400: that is no name of a host.`,
    why: HOST_WHY,
    sections: ["9112 §3.2"],
    asked: `A GET with "Host: ${value}"`,
    defect: () => ({ host: value }),
    due: DUE,
  };
}

const ROWS: readonly Rejection[] = [
  {
    name: "rej-host-missing",
    title: "Refuses a request of HTTP/1.1 without Host",
    level: "standard",
    must: "Answer a request of HTTP/1.1 without a Host field with 400.",
    why: HOST_WHY,
    sections: ["9112 §3.2"],
    asked: "A GET of HTTP/1.1 without Host",
    defect: () => ({ host: null }),
    due: DUE,
  },
  {
    name: "rej-host-dup",
    title: "Refuses a request with two different Hosts",
    level: "standard",
    must: "Answer a request with two Host fields with 400.",
    why: HOST_WHY,
    sections: ["9112 §3.2"],
    asked: "A GET with two different Host fields",
    defect: () => ({ fields: ["Host: other.example"] }),
    due: DUE,
  },
  {
    name: "rej-host-dup-same",
    title: "Refuses a request with the same Host twice",
    level: "standard",
    must: "Answer a request with two Host fields with 400, also where they agree.",
    why: HOST_WHY,
    sections: ["9112 §3.2"],
    asked: "A GET with the same Host twice",
    defect: ({ host }) => ({ fields: [`Host: ${host}`] }),
    due: DUE,
  },
  invalid("rej-host-space", "bad host", "a space in it"),
  invalid("rej-host-path", "h/x", "a path behind it"),
  invalid("rej-host-userinfo", "u@h", "a user before it"),
  invalid("rej-host-hash", "###", "characters of no name"),
  {
    ...invalid("rej-host-port", "h:abc", "a port of letters"),
    must: 'Answer "Host: h:abc" with 400; a server that goes by the name alone may serve it.',
    due: { ...DUE, tolerable: [refused("9112 §3.2"), served("9110 §7.2")] },
  },
];

/** Requests that don't say for whom they are. */
export const hosts = ROWS.map((row) => rejection(row, "rejections"));
