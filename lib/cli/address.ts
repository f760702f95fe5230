import { UsageError } from "./usage_error.ts";

/** A host and a port of the command line. */
export interface Address {
  /** A name, an IPv4 address, or an IPv6 address without its brackets. */
  readonly host: string;
  /** 1 to 65,535. */
  readonly port: number;
}

/** Reads `HOST:PORT`; an IPv6 address stands in brackets. Throws a `UsageError`. */
export function parseAddress(text: string): Address {
  const match = /^(?:\[([^\]]+)\]|([^:[\]\s/]+)):([^:]+)$/.exec(text);
  if (!match) throw new UsageError(`"${text}" is not an address: ${hintFor(text)}`);
  const [, inBrackets, plain, portText = ""] = match;
  return { host: inBrackets ?? plain ?? "", port: parsePort(portText, text) };
}

function parsePort(portText: string, whole: string): number {
  const port = /^\d{1,6}$/.test(portText) ? Number(portText) : NaN;
  if (port >= 1 && port <= 65_535) return port;
  throw new UsageError(
    `"${portText}" in "${whole}" is not a port: write a number from 1 to 65535, for instance 7007`,
  );
}

function hintFor(text: string): string {
  if (/^https?:\/\//.test(text)) {
    const bare = text.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
    return `write it without http://, as ${bare.includes(":") ? bare : `${bare}:80`}`;
  }
  if (/^\d+$/.test(text)) return `write the host, too, for instance 127.0.0.1:${text}`;
  if ((text.match(/:/g) ?? []).length > 1) {
    return "write an IPv6 address in brackets, for instance [::1]:7007";
  }
  if (/^[^:\s]+:?$/.test(text)) {
    return `write the port, too, for instance ${text.replace(":", "")}:7007`;
  }
  return "write HOST:PORT, for instance 127.0.0.1:7007";
}
