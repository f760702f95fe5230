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

/** Binding a socket, and why that may fail. */
export const POSIX_BIND: Source = {
  label: "POSIX, bind()",
  url: "https://pubs.opengroup.org/onlinepubs/9799919799/functions/bind.html",
};

/** A server's loop around accept(). */
export const POSIX_ACCEPT: Source = {
  label: "POSIX, accept()",
  url: "https://pubs.opengroup.org/onlinepubs/9799919799/functions/accept.html",
};

/** The options of a socket, SO_REUSEADDR among them. */
export const POSIX_SETSOCKOPT: Source = {
  label: "POSIX, setsockopt()",
  url: "https://pubs.opengroup.org/onlinepubs/9799919799/functions/setsockopt.html",
};

/** TCP: how long an ended connection lingers. */
export const RFC_9293_TIME_WAIT: Source = {
  label: "RFC 9293 §3.6.1 (TIME-WAIT)",
  url: "https://www.rfc-editor.org/rfc/rfc9293.html#section-3.6.1",
};

/** Giving a descriptor back. */
export const POSIX_CLOSE: Source = {
  label: "POSIX, close()",
  url: "https://pubs.opengroup.org/onlinepubs/9799919799/functions/close.html",
};

/** Waiting for children that have ended. */
export const POSIX_WAIT: Source = {
  label: "POSIX, waitpid()",
  url: "https://pubs.opengroup.org/onlinepubs/9799919799/functions/wait.html",
};

/** Giving memory back. */
export const POSIX_FREE: Source = {
  label: "POSIX, free()",
  url: "https://pubs.opengroup.org/onlinepubs/9799919799/functions/free.html",
};

/** What signals do to a program. */
export const POSIX_SIGNALS: Source = {
  label: "POSIX, Signal Actions",
  url: "https://pubs.opengroup.org/onlinepubs/9799919799/functions/V2_chap02.html#tag_16_04",
};

/** What a program's exit status says. */
export const POSIX_EXIT: Source = {
  label: "POSIX, exit()",
  url: "https://pubs.opengroup.org/onlinepubs/9799919799/functions/exit.html",
};

/** The arguments that a program is started with. */
export const POSIX_ARGUMENTS: Source = {
  label: "POSIX, Utility Argument Syntax",
  url: "https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap12.html",
};
