import type { Source } from "../lib/check.ts";

/** The Echo Protocol. */
export const RFC_862: Source = {
  label: "RFC 862",
  url: "https://www.rfc-editor.org/rfc/rfc862.html",
};

/** TCP: the half-close and what may still come after it. */
export const RFC_9293_CLOSING: Source = {
  label: "RFC 9293 §3.6 (closing a connection)",
  url: "https://www.rfc-editor.org/rfc/rfc9293.html#section-3.6",
};

/** TCP: a byte stream without records. */
export const RFC_9293_STREAM: Source = {
  label: "RFC 9293 §2.2 (a reliable, in-order byte stream)",
  url: "https://www.rfc-editor.org/rfc/rfc9293.html#section-2.2",
};

/** UDP. */
export const RFC_768: Source = {
  label: "RFC 768",
  url: "https://www.rfc-editor.org/rfc/rfc768.html",
};

/** The Time Protocol. */
export const RFC_868: Source = {
  label: "RFC 868",
  url: "https://www.rfc-editor.org/rfc/rfc868.html",
};

/** What network byte order is. */
export const RFC_1700_NOTATION: Source = {
  label: "RFC 1700, Data Notations (big-endian order)",
  url: "https://www.rfc-editor.org/rfc/rfc1700.html",
};

/** The four functions that convert between network and host byte order. */
export const POSIX_HTONL: Source = {
  label: "POSIX, htonl() and its kin",
  url: "https://pubs.opengroup.org/onlinepubs/9799919799/functions/htonl.html",
};
