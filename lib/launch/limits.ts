/** What a program may have of the machine. There is no limit of addresses: Node and the JVM reserve many. */
export const LIMITS = {
  /** Processes at a time. */
  processes: 256,
  /** Resident memory of all its processes, in bytes. */
  residentBytes: 1024 * 1024 * 1024,
  /** What it writes to disks in all, in bytes. */
  writtenBytes: 512 * 1024 * 1024,
  /** The size of one file, in bytes. */
  fileBytes: 64 * 1024 * 1024,
  /** What fits into the scratch folder of a sandbox, in bytes. */
  scratchBytes: 64 * 1024 * 1024,
  /** Processor time of one process, in seconds. */
  cpuSeconds: 120,
  /** Open descriptors of one process. */
  descriptors: 1024,
} as const;

/**
 * Lines of shell that join the control group named by the first argument, if there is one, set what the
 * system itself keeps to, and then become the program.
 */
export const UNDER_LIMITS: string = [
  '[ -d "$0" ] && echo $$ >"$0/cgroup.procs"',
  ...["c 0", `n ${LIMITS.descriptors}`, `f ${LIMITS.fileBytes / 512}`, `t ${LIMITS.cpuSeconds}`]
    .map((limit) => `(ulimit -${limit}) 2>/dev/null && ulimit -${limit}`),
  'exec "$@"',
].join("\n");
