import type { MistakeText } from "../../lib/mistake.ts";

/** The port is lost for a minute. */
export const noReuseAddress: MistakeText = {
  id: "no-reuse-address",
  kind: "mistake",
  title: "No SO_REUSEADDR",
  shows:
    "started again after it was ended with a client connected, the program can't have its port",
  why:
    "The side that ends a connection first keeps it for a minute, in the state TIME_WAIT, and bind() refuses the port meanwhile. SO_REUSEADDR allows it.",
  code: {
    c: {
      wrong: "bind(server, (struct sockaddr *)&addr, sizeof addr);",
      right:
        "setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);   /* int on = 1; */\nbind(server, (struct sockaddr *)&addr, sizeof addr);",
    },
  },
};

/** Descriptors that are never given back. */
export const fdLeak: MistakeText = {
  id: "fd-leak",
  kind: "mistake",
  title: "Descriptors that are never closed",
  shows: "the program has more descriptors open with every client that has left",
  why:
    "accept() and open() give a descriptor, and only close() takes it back. After fork() both processes have the client's: the parent closes its own at once.",
  code: {
    c: {
      wrong: "serve(client);",
      right: "serve(client);\nclose(client);   /* in the parent, too, after fork() */",
    },
  },
};

/** Children that nobody waits for. */
export const childrenNotReaped: MistakeText = {
  id: "children-not-reaped",
  kind: "mistake",
  title: "Children that nobody waits for",
  shows: "the children that served clients stay in the table of processes as zombies",
  why:
    "A child that has ended is kept until its parent asks how. SIGCHLD says when: wait for all that have ended, without waiting for the others.",
  code: {
    c: {
      wrong: "if (fork() == 0) { serve(client); exit(0); }",
      right:
        "void reap(int sig) { while (waitpid(-1, NULL, WNOHANG) > 0) ; }\nsignal(SIGCHLD, reap);   /* once, at the start */",
    },
  },
};
