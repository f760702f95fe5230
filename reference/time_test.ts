import { assert, assertEquals } from "@std/assert";
import { serveTcpTime } from "./tcp_time.ts";
import { rfc868Time } from "./time.ts";

Deno.test("rfc868Time() counts from 1900, and starts again in 2036", () => {
  assertEquals(rfc868Time(0).toHex(), "83aa7e80");
  assertEquals(rfc868Time(Date.UTC(2036, 1, 7, 6, 28, 16)).toHex(), "00000000");
});

Deno.test("serveTcpTime() sends the time to each client without being asked, and closes", async () => {
  const server = serveTcpTime();
  for (let client = 0; client < 3; client++) {
    const connection = await Deno.connect(server);
    const buffer = new Uint8Array(8);
    assertEquals(await connection.read(buffer), 4);
    assertEquals(await connection.read(buffer.subarray(4)), null);
    const seconds = new DataView(buffer.buffer).getUint32(0) - 2_208_988_800;
    assert(Math.abs(seconds - Date.now() / 1000) <= 2);
    connection.close();
  }
  await server.close();
});
