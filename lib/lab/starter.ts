/** A lab file to begin with, as `deno task init` writes it. */
export const STARTER = `# A lab for Wiregrade. What stands behind # is for you, and may go.
#
#   deno task check-lab lab.yaml                           what counts, for how many points
#   deno task check-lab lab.yaml --against 127.0.0.1:7007  whether your own solution passes it
#   deno task grade --lab lab.yaml 127.0.0.1:7007          grade a server

title: "Lab 1: an echo server"

# What is graded: tcp-echo, udp-echo, tcp-time, udp-time, byte-order, http.
suites:
  tcp-echo:
    level: core # or standard, or strict: the highest level that counts

# What your assignment says otherwise than the protocol. Take the # away from what you need.
# echo:
#   reply: upper         # same, upper, lower or reverse
#   unit: line           # stream or line
#   prefix: "> "         # in front of each reply
# docroot: www           # for http: the folder that is served, seen from this file
# http:
#   index: home.html
#   not-found-status: 404

# Checks that your lab doesn't ask for: ids, beginnings of ids, globs. deno task list shows them all.
# skip: [tcp-echo/survival]

points:
  total:
    tcp-echo: 100 # shared out among the checks that count
  # each:
  #   tcp-echo/stream: 6 # what a check weighs; 3 unless told otherwise
  # mistake-cap: 30      # what one mistake in the code may cost at the most
  rounding: 0.5

# What students see with --audience student.
students:
  default: visible # or name-only, or hidden
  # checks:
  #   tcp-echo/payload: name-only
`;
