import { recogniser } from "../../../lib/diagnose/reading.ts";
import { mistake } from "../../../lib/mistake.ts";

/** The length of the address isn't set before the first call. */
export const addressLengthUnset = mistake({
  id: "address-length-unset",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Doesn't set the address length before recvfrom()",
  shows: "exactly the first datagram gets no reply",
  why:
    "The last argument of recvfrom() goes both ways: before the call it says how much room there is for the address. With 0 the kernel stores nothing, and sendto() has nowhere to send to; the call itself has set it right for the next time.",
  code: {
    c: {
      wrong:
        "socklen_t len;\nn = recvfrom(server, buf, sizeof buf, 0, (struct sockaddr *)&from, &len);",
      right:
        "socklen_t len = sizeof from;   /* again before each call */\nn = recvfrom(server, buf, sizeof buf, 0, (struct sockaddr *)&from, &len);",
    },
  },
  recognise: recogniser(({ facts }) =>
    facts.firstDatagramAnswered === false
      ? {
        explains: ({ id, evidence }) => id.endsWith("/first-datagram") && evidence === "bytes",
        contradicts: ({ id, evidence }) => id.endsWith("/hundred") && evidence === "silence",
      }
      : null
  ),
  serve: {
    transport: "udp",
    start() {
      let isSet = false;
      return ({ bytes, from }, socket) => {
        if (isSet) socket.sendTo(bytes, from);
        isSet = true;
      };
    },
  },
});
