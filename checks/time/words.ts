import type { Mistake } from "../../lib/mistake.ts";
import { SECONDS_TO_1970 } from "../../lib/layout/rfc868.ts";
import {
  asDouble,
  asLong,
  asNumber,
  asText,
  picked,
  rightSeconds,
  rightValue,
  type TimeBytes,
  unixSeconds,
} from "./servers.ts";

/** What is said of a mistake in what is sent for the time, the same over TCP and UDP, and what is sent. */
export interface TimeWords
  extends Pick<Mistake, "id" | "title" | "shows" | "why" | "code" | "alike"> {
  /** What a server with it sends. */
  readonly bytesAt: TimeBytes;
  /** What else it may send. */
  readonly others?: Readonly<Record<string, TimeBytes>>;
}

/** `htonl()` is missing. */
export const NO_HTON: TimeWords = {
  id: "no-hton",
  title: "The time without htonl()",
  shows: "the four bytes come in the reverse order",
  why:
    "The network sends the high byte first, and most processors keep the low byte first. htonl() turns the four bytes round before they are sent.",
  code: {
    c: {
      wrong: "uint32_t t = time(NULL) + 2208988800u;",
      right: "uint32_t t = htonl(time(NULL) + 2208988800u);",
    },
    python: { wrong: 'struct.pack("<I", t)', right: 'struct.pack("!I", t)' },
    java: {
      wrong: "buffer.order(ByteOrder.LITTLE_ENDIAN).putInt((int) t);",
      right: "buffer.putInt((int) t);   // big-endian from the start",
    },
    javascript: { wrong: "out.writeUInt32LE(t);", right: "out.writeUInt32BE(t);" },
  },
  alike: {
    ids: ["double-conversion"],
    words:
      "Two conversions, as by htonl(htonl(t)), cancel each other and look the same: count the calls on the way of the number.",
  },
  bytesAt: picked(3, 2, 1, 0),
};

/** `htonl()` is called twice. */
export const DOUBLE_CONVERSION: TimeWords = {
  ...NO_HTON,
  id: "double-conversion",
  title: "The time converted twice",
  why:
    "htonl() turns the four bytes round, and a second htonl() turns them back. It happens where a function that already converts is called with a converted number: convert exactly once.",
  code: {
    c: {
      wrong: "uint32_t t = htonl(now());   /* now() has called htonl() already */",
      right: "uint32_t t = now();",
    },
    python: { wrong: 'struct.pack("!I", socket.htonl(t))', right: 'struct.pack("!I", t)' },
    java: { wrong: "out.writeInt(Integer.reverseBytes(t));", right: "out.writeInt(t);" },
  },
  alike: {
    ids: ["no-hton"],
    words:
      "A conversion that is missing looks the same: count the calls of htonl() on the way of the number.",
  },
};

/** `htons()` for 32 bits. */
export const WRONG_HTON_WIDTH: TimeWords = {
  id: "wrong-hton-width",
  title: "htons() for 32 bits",
  shows: "only 16 bits of the time are left, or its halves are exchanged",
  why:
    "htons() is for numbers of 16 bits, and cuts off what is above. The time has 32: that takes htonl().",
  code: {
    c: {
      wrong: "uint32_t t = htons(time(NULL) + 2208988800u);",
      right: "uint32_t t = htonl(time(NULL) + 2208988800u);",
    },
    python: { wrong: 'struct.pack("!H", t & 0xFFFF)', right: 'struct.pack("!I", t)' },
    java: { wrong: "out.writeShort((short) t);", right: "out.writeInt((int) t);" },
    javascript: { wrong: "out.writeUInt16BE(t & 0xffff);", right: "out.writeUInt32BE(t);" },
  },
  alike: {
    ids: ["wrong-integer-size"],
    words: "A variable of 16 bits loses the same half: look at its type and at the function.",
  },
  bytesAt: picked(2, 3, null, null),
  others: {
    halves: picked(2, 3, 0, 1),
    "htonl-of-htons": picked(null, null, 3, 2),
    "two-bytes": picked(2, 3),
  },
};

/** A `long` or a `time_t` is sent whole. */
export const WRONG_INTEGER_SIZE: TimeWords = {
  id: "wrong-integer-size",
  title: "The time in a type of another size",
  shows: "more or fewer than 4 bytes come",
  why:
    "time_t and long have 8 bytes on most machines now, and a double has 8, too. The protocol has 4: use uint32_t, and sizeof follows it.",
  code: {
    c: {
      wrong: "time_t t = …; send(client, &t, sizeof t, 0);",
      right: "uint32_t t = …; send(client, &t, sizeof t, 0);   /* sendto() for UDP */",
    },
    python: { wrong: 'struct.pack("!Q", t)', right: 'struct.pack("!I", t)' },
    java: { wrong: "out.writeLong(t);", right: "out.writeInt((int) t);" },
    javascript: {
      wrong: "out.writeBigUInt64BE(BigInt(t));",
      right: "out.writeUInt32BE(t);",
    },
  },
  alike: {
    ids: ["wrong-hton-width"],
    words: "htons() in place of htonl() loses the same half: look at the type and at the function.",
  },
  bytesAt: picked(0, 1, 2, 3, null, null, null, null),
  others: {
    "zeros-in-front": asLong(rightSeconds),
    "little-endian": asLong(rightSeconds, "little"),
    "time-t": asLong(unixSeconds, "little"),
    double: asDouble(rightSeconds),
    short: picked(null, null, 2, 3),
  },
};

/** Digits, or a date. */
export const SENDS_TEXT: TimeWords = {
  id: "sends-text",
  title: "Sends the time as text",
  shows: "digits or a date come in place of four bytes",
  why:
    "sprintf(), str() and ctime() make text for people. The Time Protocol sends the number itself, in four bytes. (The one with a date as text is Daytime, RFC 867, port 13.)",
  code: {
    c: {
      wrong: 'n = sprintf(buf, "%u\\r\\n", t); send(client, buf, n, 0);',
      right: "t = htonl(t); send(client, &t, 4, 0);",
    },
    python: { wrong: "client.sendall(str(t).encode())", right: 'struct.pack("!I", t)' },
    java: { wrong: "writer.println(t);", right: "dataOut.writeInt((int) t);" },
    javascript: {
      wrong: "socket.end(String(t));",
      right: "out.writeUInt32BE(t); socket.end(out);",
    },
  },
  bytesAt: asText((nowMs) => `${rightSeconds(nowMs)}\r\n`),
  others: {
    "unix-seconds": asText((nowMs) => String(unixSeconds(nowMs))),
    date: asText((nowMs) => `${new Date(nowMs).toUTCString()}\n`),
  },
};

/** Seconds since 1970. */
export const UNIX_EPOCH: TimeWords = {
  id: "unix-epoch",
  title: "Counts from 1970, not from 1900",
  shows: "the number is 2,208,988,800 too small, or off by the years between 1900 and 1970",
  why:
    "time() counts the seconds since 1970-01-01, the Time Protocol those since 1900-01-01. Between them lie 70 years with 17 leap days: 2,208,988,800 s, to be added once.",
  code: {
    c: {
      wrong: "uint32_t t = htonl(time(NULL));",
      right: "uint32_t t = htonl(time(NULL) + 2208988800u);",
    },
    python: {
      wrong: "t = int(time.time())",
      right: "t = (int(time.time()) + 2208988800) % 2**32",
    },
    java: {
      wrong: "long t = System.currentTimeMillis() / 1000;",
      right: "long t = System.currentTimeMillis() / 1000 + 2208988800L;",
    },
    javascript: {
      wrong: "const t = Math.floor(Date.now() / 1000);",
      right: "const t = (Math.floor(Date.now() / 1000) + 2208988800) >>> 0;",
    },
  },
  bytesAt: asNumber(unixSeconds),
  others: {
    "no-leap-days": asNumber((nowMs) => unixSeconds(nowMs) + 70 * 365 * 86_400),
    "added-twice": asNumber((nowMs) => rightValue(nowMs) + SECONDS_TO_1970),
    subtracted: asNumber((nowMs) => unixSeconds(nowMs) - SECONDS_TO_1970),
  },
};

/** The wall clock. */
export const LOCAL_TIME: TimeWords = {
  id: "local-time",
  title: "Sends a local time instead of UTC",
  shows: "the time is off by a whole number of quarter hours",
  why:
    "time() is the same everywhere in the world: it counts in UTC. A correction by the time zone, or mktime() of gmtime(), makes the clock on your wall of it, which the client can't know.",
  code: {
    c: {
      wrong: "t = time(NULL) + local.tm_gmtoff;",
      right: "t = time(NULL);   /* UTC already */",
    },
    python: {
      wrong: "calendar.timegm(time.localtime())",
      right: "int(time.time())",
    },
    java: {
      wrong: "LocalDateTime.now().toEpochSecond(ZoneOffset.UTC)",
      right: "Instant.now().getEpochSecond()",
    },
    javascript: {
      wrong: "Date.now() - new Date().getTimezoneOffset() * 60000",
      right: "Date.now()",
    },
  },
  bytesAt: asNumber((nowMs) => rightSeconds(nowMs) + 12_600),
  others: {
    "new-york": asNumber((nowMs) => rightSeconds(nowMs) - 5 * 3600),
  },
};

/** Milliseconds. */
export const WRONG_UNIT: TimeWords = {
  id: "wrong-unit",
  title: "Counts milliseconds",
  shows: "the number is a thousand times too large, cut to 32 bits",
  why:
    "The Time Protocol counts seconds. Date.now() and System.currentTimeMillis() give milliseconds, which 32 bits don't hold: divide by 1,000 first.",
  code: {
    c: {
      wrong: "t = now.tv_sec * 1000 + now.tv_usec / 1000;",
      right: "t = now.tv_sec;",
    },
    python: { wrong: "t = int(time.time() * 1000)", right: "t = int(time.time())" },
    java: {
      wrong: "long t = System.currentTimeMillis();",
      right: "long t = System.currentTimeMillis() / 1000;",
    },
    javascript: {
      wrong: "const t = Date.now();",
      right: "const t = Math.floor(Date.now() / 1000);",
    },
  },
  bytesAt: asNumber((nowMs) => rightSeconds(nowMs) * 1000),
  others: {
    "since-1970": asNumber((nowMs) => Math.floor(nowMs)),
    "plus-seconds": asNumber((nowMs) => Math.floor(nowMs) + SECONDS_TO_1970),
  },
};

/** A terminator. */
export const ADDS_NUL: TimeWords = {
  id: "adds-nul",
  title: "Sends a NUL behind the time",
  shows: "a 00 byte follows the four bytes of the time",
  why:
    "A C string ends in a 00 byte, and sizeof or strlen() + 1 counts it. The time is a number of four bytes: nothing ends it.",
  code: {
    c: { wrong: "send(client, &t, sizeof t + 1, 0);", right: "send(client, &t, sizeof t, 0);" },
    python: { wrong: 'struct.pack("!Ix", t)', right: 'struct.pack("!I", t)' },
  },
  bytesAt: picked(0, 1, 2, 3, null),
};

/** A whole buffer. */
export const IGNORES_RECV_LENGTH: TimeWords = {
  id: "ignores-recv-length",
  title: "Sends the whole buffer",
  shows: "the rest of a buffer follows the four bytes of the time",
  why: "sizeof counts all of the buffer, and only its first four bytes are the time: send four.",
  code: {
    c: {
      wrong: "memcpy(buf, &t, 4); send(client, buf, sizeof buf, 0);",
      right: "send(client, &t, sizeof t, 0);",
    },
    python: { wrong: "client.sendall(buf)", right: "client.sendall(buf[:4])" },
    java: { wrong: "out.write(buf);", right: "out.write(buf, 0, 4);" },
    javascript: {
      wrong: "socket.end(Buffer.alloc(32));",
      right: "socket.end(out.subarray(0, 4));",
    },
  },
  bytesAt: picked(0, 1, 2, 3, ...new Array<null>(28).fill(null)),
};
