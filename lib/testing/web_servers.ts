import { freePort } from "../wire/free_port.ts";

/** The folder that every server of the tests serves. */
export const DOCROOT = decodeURIComponent(
  new URL("../../fixtures/www", import.meta.url).pathname,
);

/** A server of somebody else's, and how it is started in the foreground. */
export interface WebServer {
  readonly name: string;
  /** The package of Debian that brings it. */
  readonly package: string;
  readonly program: string;
  /** Writes what it needs into a folder of its own, and gives the command. */
  readonly command: (
    place: { readonly port: number; readonly folder: string },
  ) => readonly string[];
}

/** A started server; ended, with its children, by `await using`. */
export interface RunningProgram extends AsyncDisposable {
  readonly port: number;
}

/** Where a program lies; `null` where it isn't installed. */
export function pathOf(program: string): string | null {
  for (
    const folder of ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
  ) {
    try {
      Deno.statSync(`${folder}/${program}`);
      return `${folder}/${program}`;
    } catch {
      // not here
    }
  }
  return null;
}

/** Starts a server on a free port, and waits until it listens. */
export async function startWebServer({ command }: WebServer): Promise<RunningProgram> {
  const folder = await Deno.makeTempDir();
  await Deno.chmod(folder, 0o755);
  return await startProgram((port) => command({ port, folder }), async () => {
    await Deno.remove(folder, { recursive: true });
  });
}

/** Starts a program on a free port, and waits until it listens there. */
export async function startProgram(
  command: (port: number) => readonly string[],
  cleanUp: () => Promise<void> = () => Promise.resolve(),
): Promise<RunningProgram> {
  const port = freePort();
  const [program = "", ...args] = command(port);
  const child = new Deno.Command(program, { args, stdin: "null", stdout: "null", stderr: "null" })
    .spawn();
  const stop = async () => {
    try {
      child.kill("SIGTERM");
    } catch {
      // ended already
    }
    await child.status;
    await cleanUp();
  };
  if (await listens(port)) return { port, [Symbol.asyncDispose]: stop };
  await stop();
  throw new Error(`Expected ${program} to listen on port ${port}`);
}

/** Waits until something listens on a port, without connecting to it. */
async function listens(port: number): Promise<boolean> {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  for (let tries = 0; tries < 500; tries++) {
    const tables = await Promise.all(
      ["/proc/net/tcp", "/proc/net/tcp6"].map((path) => Deno.readTextFile(path).catch(() => "")),
    );
    if (tables.some((table) => new RegExp(`:${hex} \\S+ 0A `).test(table))) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

/** Real servers, as their packages bring them, each with no more of a configuration than it needs. */
export const WEB_SERVERS: readonly WebServer[] = [
  {
    name: "nginx",
    package: "nginx-light",
    program: "nginx",
    command({ port, folder }) {
      Deno.writeTextFileSync(
        `${folder}/nginx.conf`,
        `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 2;
events { worker_connections 256; }
http {
  include /etc/nginx/mime.types; access_log off; client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/a; fastcgi_temp_path ${folder}/b; uwsgi_temp_path ${folder}/c; scgi_temp_path ${folder}/d;
  server { listen 127.0.0.1:${port}; root ${DOCROOT}; }
}
`,
      );
      return ["nginx", "-e", `${folder}/error.log`, "-c", `${folder}/nginx.conf`];
    },
  },
  {
    name: "apache2",
    package: "apache2",
    program: "apache2",
    command({ port, folder }) {
      const modules = ["mpm_event", "authz_core", "dir", "mime"].map((name) =>
        `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`
      );
      Deno.writeTextFileSync(
        `${folder}/apache.conf`,
        `${modules.join("\n")}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
DefaultRuntimeDir ${folder}
TypesConfig /etc/mime.types
DocumentRoot "${DOCROOT}"
<Directory "${DOCROOT}">
  Require all granted
  DirectoryIndex index.html
</Directory>
`,
      );
      return ["apache2", "-X", "-f", `${folder}/apache.conf`];
    },
  },
  {
    name: "lighttpd",
    package: "lighttpd",
    program: "lighttpd",
    command({ port, folder }) {
      Deno.writeTextFileSync(
        `${folder}/lighttpd.conf`,
        `server.document-root = "${DOCROOT}"
server.bind = "127.0.0.1"
server.port = ${port}
server.errorlog = "${folder}/error.log"
index-file.names = ( "index.html" )
mimetype.assign = ( ".html" => "text/html", ".css" => "text/css", ".js" => "text/javascript",
  ".txt" => "text/plain", ".png" => "image/png", ".gif" => "image/gif", "" => "application/octet-stream" )
`,
      );
      return ["lighttpd", "-D", "-f", `${folder}/lighttpd.conf`];
    },
  },
  {
    name: "busybox httpd",
    package: "busybox",
    program: "busybox",
    command: ({ port }) => ["busybox", "httpd", "-f", "-p", `127.0.0.1:${port}`, "-h", DOCROOT],
  },
  {
    name: "python http.server as HTTP/1.0",
    package: "python3",
    program: "python3",
    command: ({ port }) => python(port, "HTTP/1.0"),
  },
  {
    name: "python http.server as HTTP/1.1",
    package: "python3",
    program: "python3",
    command: ({ port }) => python(port, "HTTP/1.1"),
  },
  {
    name: "a static server on Node",
    package: "nodejs",
    program: "node",
    command: ({ port }) => ["node", "-e", NODE, DOCROOT, String(port)],
  },
];

function python(port: number, protocol: string): readonly string[] {
  const program = `
import functools, http.server as h
h.SimpleHTTPRequestHandler.protocol_version = "${protocol}"
handler = functools.partial(h.SimpleHTTPRequestHandler, directory=${JSON.stringify(DOCROOT)})
h.ThreadingHTTPServer(("127.0.0.1", ${port}), handler).serve_forever()`;
  return ["python3", "-c", program];
}

/** As a handful of lines on Node's own parser come out. */
const NODE = `
const http = require("node:http"), fs = require("node:fs"), path = require("node:path");
const [root, port] = process.argv.slice(1);
const types = { html: "text/html", css: "text/css", js: "text/javascript", txt: "text/plain", png: "image/png", gif: "image/gif" };
http.createServer((request, response) => {
  const fail = (status, fields = {}) => {
    response.writeHead(status, { "Content-Type": "text/plain", ...fields });
    response.end(http.STATUS_CODES[status] + "\\n");
  };
  request.resume();
  if (!["GET", "HEAD"].includes(request.method)) return fail(405, { Allow: "GET, HEAD" });
  let name;
  try {
    const url = new URL(request.url, "http://host");
    name = decodeURIComponent(url.pathname);
  } catch { return fail(400); }
  if (name.includes("\\0")) return fail(400);
  let file = path.join(root, path.posix.normalize(name));
  if (name.endsWith("/")) file = path.join(file, "index.html");
  fs.stat(file, (error, info) => {
    if (error || !info.isFile()) return fail(404);
    const type = types[path.extname(file).slice(1)] ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": type, "Content-Length": info.size });
    if (request.method === "HEAD") return response.end();
    fs.createReadStream(file).pipe(response);
  });
}).listen(Number(port), "127.0.0.1");
`;
