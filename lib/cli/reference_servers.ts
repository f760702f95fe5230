import type { ListenOptions, RunningServer } from "../../reference/stream.ts";

/** The folder that the web server serves unless told otherwise. */
const WWW = new URL("../../fixtures/www", import.meta.url).pathname;

/** Starts a correct server. Rejects where the port is taken. */
export type StartReference = (
  options: ListenOptions & { readonly docroot?: string },
) => Promise<RunningServer>;

/** A correct server for each protocol, loaded when it is asked for. */
export const REFERENCE_SERVERS: Readonly<Record<string, StartReference>> = {
  "tcp-echo": async (options) =>
    (await import("../../reference/tcp_echo.ts")).serveTcpEcho(options),
  "udp-echo": async (options) =>
    await (await import("../../reference/udp_echo.ts")).serveUdpEcho(options),
  "byte-order": async (options) =>
    (await import("../../reference/byte_order.ts")).serveByteOrder(options),
  "tcp-time": async (options) =>
    (await import("../../reference/tcp_time.ts")).serveTcpTime(options),
  "udp-time": async (options) =>
    await (await import("../../reference/udp_time.ts")).serveUdpTime(options),
  "http": async (options) =>
    (await import("../../reference/http.ts")).serveHttp({ docroot: WWW, ...options }),
};
