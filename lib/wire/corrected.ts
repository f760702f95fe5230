import { joinBytes } from "../bytes/byte_list.ts";
import { sameBytes } from "../bytes/compare.ts";
import type { Datagram, DatagramSocket, Endpoint, Stream, Wire } from "./wire.ts";

/** What a server is known to do wrongly to all that it sends. */
export interface KnownFault {
  /** What it makes of each piece that it receives. */
  readonly slip?: (piece: Uint8Array) => Uint8Array;
  /** What it sends before anything was asked. */
  readonly greeting?: Uint8Array;
}

/** So many pieces may have been received by the server in one. */
const JOINED_PIECES = 4;
const READ_BYTES = 16 * 1024;
/** The sizes of buffers that cut a piece, the largest first. */
const SIZES = [4096, 2048, 1024, 1023, 1000, 512, 511, 256, 255, 128, 100, 64, 63, 50, 32, 31, 16];
const UNCHANGED = (piece: Uint8Array) => piece;

/**
 * The same network, on which a server with a known fault seems right: where just what the fault makes of
 * a piece comes back, the piece itself is read. What else comes is read as it is, from then on.
 */
export function correctedWire(wire: Wire, fault: KnownFault): Wire {
  return {
    ...wire,
    connect: async (to, options) => new CorrectedStream(await wire.connect(to, options), fault),
    bind: async (to) => correctedSocket(await wire.bind(to), fault),
  };
}

class CorrectedStream implements Stream {
  readonly #stream: Stream;
  readonly #slip: (piece: Uint8Array) => Uint8Array;
  #greeting: Uint8Array;
  /** What was sent and isn't answered yet. */
  #pieces: Uint8Array[] = [];
  /** What came and isn't understood yet. */
  #pending: Uint8Array = new Uint8Array();
  /** What can be read. */
  #ready: Uint8Array = new Uint8Array();
  #isRaw = false;

  constructor(stream: Stream, { slip = UNCHANGED, greeting = new Uint8Array() }: KnownFault) {
    this.#stream = stream;
    this.#slip = slip;
    this.#greeting = greeting;
  }

  get local(): Endpoint {
    return this.#stream.local;
  }
  get remote(): Endpoint {
    return this.#stream.remote;
  }

  async read(into: Uint8Array): Promise<number | null> {
    const buffer = new Uint8Array(READ_BYTES);
    while (this.#ready.length === 0) {
      const count = await this.#stream.read(buffer);
      if (count === null && this.#pending.length === 0) return null;
      if (count === null) this.#giveUp();
      else this.#take(buffer.slice(0, count));
    }
    const part = this.#ready.subarray(0, into.length);
    into.set(part);
    this.#ready = this.#ready.subarray(part.length);
    return part.length;
  }

  /** The reply may be there before the writing is over: the piece is noted first. */
  async write(bytes: Uint8Array): Promise<number> {
    const piece = bytes.slice();
    this.#pieces.push(piece);
    const count = await this.#stream.write(bytes);
    const at = this.#pieces.indexOf(piece);
    if (at >= 0) this.#pieces[at] = piece.subarray(0, count);
    return count;
  }

  closeWrite(): Promise<void> {
    return this.#stream.closeWrite();
  }
  reset(): void {
    this.#stream.reset();
  }
  close(): void {
    this.#stream.close();
  }

  #take(bytes: Uint8Array): void {
    this.#pending = joinBytes(this.#pending, bytes);
    if (this.#isRaw) return void this.#giveUp();
    this.#passGreeting();
    while (this.#pending.length > 0 && !this.#isRaw && this.#translate());
  }

  #passGreeting(): void {
    const count = Math.min(this.#greeting.length, this.#pending.length);
    if (!sameBytes(this.#pending.subarray(0, count), this.#greeting.subarray(0, count))) {
      return void this.#giveUp();
    }
    this.#greeting = this.#greeting.subarray(count);
    this.#pending = this.#pending.subarray(count);
  }

  /** Turns the beginning of what came into what a right server sends; false where more must come first. */
  #translate(): boolean {
    const whole = this.#joined().find((piece) => this.#begins(this.#slip(piece)));
    if (whole) return this.#replace(whole);
    const [first] = this.#pieces;
    if (!first) return this.#giveUp();
    const isBegun = this.#joined().some((piece) => startsWith(this.#slip(piece), this.#pending));
    const sizes = isBegun ? [this.#pending.length] : SIZES;
    const part = sizes.filter((size) => size < first.length).map((size) => first.subarray(0, size))
      .find((piece) => this.#begins(this.#slip(piece)));
    if (part) return this.#replace(part);
    return isBegun ? false : this.#giveUp();
  }

  /** The first piece, the first two together, and so on. */
  #joined(): readonly Uint8Array[] {
    return this.#pieces.slice(0, JOINED_PIECES)
      .map((_, i) => joinBytes(...this.#pieces.slice(0, i + 1)));
  }

  #begins(image: Uint8Array): boolean {
    return image.length > 0 && startsWith(this.#pending, image);
  }

  #replace(piece: Uint8Array): boolean {
    this.#pending = this.#pending.subarray(this.#slip(piece).length);
    this.#ready = joinBytes(this.#ready, piece);
    this.#pieces = withoutFirst(this.#pieces, piece.length);
    return true;
  }

  #giveUp(): false {
    this.#isRaw = true;
    this.#ready = joinBytes(this.#ready, this.#pending);
    this.#pending = new Uint8Array();
    return false;
  }
}

function startsWith(bytes: Uint8Array, beginning: Uint8Array): boolean {
  return beginning.length <= bytes.length &&
    sameBytes(bytes.subarray(0, beginning.length), beginning);
}

function withoutFirst(pieces: readonly Uint8Array[], count: number): Uint8Array[] {
  let left = count;
  return pieces.flatMap((piece) => {
    const rest = piece.subarray(Math.min(left, piece.length));
    left -= piece.length - rest.length;
    return rest.length > 0 || (piece.length === 0 && left > 0) ? [rest] : [];
  });
}

function correctedSocket(
  socket: DatagramSocket,
  { slip = UNCHANGED }: KnownFault,
): DatagramSocket {
  const sent: Uint8Array[] = [];
  const corrected = ({ bytes, from }: Datagram): Datagram => ({
    bytes: sent.find((datagram) => sameBytes(slip(datagram), bytes)) ?? bytes,
    from,
  });
  return {
    local: socket.local,
    send(bytes, to) {
      sent.push(bytes.slice());
      return socket.send(bytes, to);
    },
    listen: (receive) => socket.listen((datagram) => receive(corrected(datagram))),
    close: () => socket.close(),
  };
}
