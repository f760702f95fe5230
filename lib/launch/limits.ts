/** What a program may have of the machine. There is no limit of addresses: Node and the JVM reserve many. */
export const LIMITS = {
  /** Processes at a time. */
  processes: 256,
  /** The same where the system itself refuses more: a little later, so that the limit can be told. */
  mostProcesses: 320,
  /** The same for a user of the program's own: children that nobody has waited for count here, too. */
  mostOfUser: 640,
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
 * system itself keeps to, and then become the program. A user's processes are bounded only where that
 * user has no others.
 */
export function underLimits({ isOwnUser }: { readonly isOwnUser: boolean }): string {
  const { descriptors, fileBytes, cpuSeconds, mostOfUser } = LIMITS;
  const limits = [
    ...["c 0", `n ${descriptors}`, `f ${fileBytes / 512}`, `t ${cpuSeconds}`],
    ...(isOwnUser ? [`p ${mostOfUser}`] : []),
  ];
  return [
    '[ -d "$0" ] && echo $$ >"$0/cgroup.procs"',
    ...limits.map((limit) => `(ulimit -${limit}) 2>/dev/null && ulimit -${limit}`),
    'exec "$@"',
  ].join("\n");
}
