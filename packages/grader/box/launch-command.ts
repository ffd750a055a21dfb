import type { GroupEntry } from "../cgroup/run-group.ts";
import { callNumbers } from "./call-numbers.ts";
import type { PreparedRun } from "./prepare-run.ts";

/** The tool that every launch goes through, by absolute path: the environment is empty. */
export const launchTools = { perl: "/usr/bin/perl" } as const;

/** Resource of setrlimit(2) and its value; the numbers are the same on x86-64 and arm64. */
export type Rlimit = readonly [resource: number, value: number];
export const resources = { cpuSeconds: 0, fileSize: 1, core: 4, processes: 6, openFiles: 7 } as const;

/**
 * Closes every handle that the launcher had inherited itself (Node hands them on) and waits for its words on standard
 * input, which is empty from then on. Then it opens the named files as descriptors 4, 5, …, enters the control groups,
 * takes the limits, becomes another user for good, and goes on as the command with an empty environment. Without a word
 * it ends: its launcher has gone.
 *
 * Perl, because it can call the kernel by number: a process that moves itself into a version 2 group waits for a
 * grace period of RCU (10 to 30 ms), one that is born there (CLONE_INTO_CGROUP, Linux 5.7) does not, nor does a
 * single thread that moves itself in version 1 (`tasks`, Linux 5.16). Where the kernel refuses, it moves after all.
 * Its own copy outside of the group only waits and hands the exit code on. The change of user is what
 * `setpriv --reuid --regid --clear-groups --no-new-privs --inh-caps=-all --pdeathsig KILL` does, without its search
 * through the machine's user data bases, which takes longer than all the rest.
 */
const prelude = `
$^F = 99;
sub failed { print STDERR "launch: $_[0]: $!\\n"; exit 125 }
sub enter { my $door; open($door, ">", $_[0]) && syswrite($door, "0") && close($door) or failed($_[0]) }
opendir(my $list, "/proc/self/fd") or failed("handles");
my @handles = grep { /^\\d+$/ && $_ > 3 } readdir $list;
closedir $list;
for (@handles) { if (open(my $handle, "<&=", $_)) { close $handle } }
my @words = split /\\0/, do { local $/; <STDIN> } // "", -1;
@words > 1 or exit 0;
pop @words;
open(STDIN, "<", "/dev/null") or failed("/dev/null");
my ($status, $uid, $unified) = splice @words, 0, 3;
my ($prctl, $prlimit, $setgroups, $setresgid, $setresuid, $capset) = splice @words, 0, 6;
my @files;
while ((my $path = shift @words) ne "--") {
  open(my $file, "<", $path) or failed($path);
  push @files, $file;
  fileno($file) == 3 + @files or failed("descriptor of $path");
}
if ($status eq "" && open(my $unused, "<&=", 3)) { close $unused }
if ($unified ne "") {
  syscall($prctl, 1, 9, 0, 0, 0);
  open(my $group, "<", $unified) or failed($unified);
  my $born = pack("Q11", 0x200000000, 0, 0, 0, 17, 0, 0, 0, 0, 0, fileno $group);
  my $child = syscall(435, $born, 88);
  if ($child < 0) {
    $child = fork;
    failed("fork") unless defined $child;
    enter("$unified/cgroup.procs") if $child == 0;
  }
  close $group;
  if ($child > 0) { waitpid $child, 0; exit($? & 127 ? 128 + ($? & 127) : $? >> 8) }
}
while ((my $door = shift @words) ne "--") { enter($door) }
while ((my $resource = shift @words) ne "--") {
  my $value = shift @words;
  my $limit = pack("Q2", $value, $value);
  syscall($prlimit, 0, $resource + 0, $limit, 0) == 0 or failed("limit $resource");
}
if ($uid ne "") {
  my ($id, $none, $head, $caps) = ($uid + 0, 0, pack("L2", 0x20080522, 0), pack("L6", (0) x 6));
  syscall($setgroups, 0, $none) == 0 && syscall($setresgid, $id, $id, $id) == 0
    && syscall($setresuid, $id, $id, $id) == 0 && syscall($capset, $head, $caps) == 0
    && syscall($prctl, 38, 1, 0, 0, 0) == 0 && syscall($prctl, 1, 9, 0, 0, 0) == 0 or failed("user");
}
%ENV = ();
exec { $words[0] } @words or failed($words[0]);`;

/** The program of a process that waits to become a run. */
export const launchProgram = [launchTools.perl, "-e", prelude] as const;

/**
 * What a waiting process is told: enter the control groups, take the rlimits, become the run's uid for good, and only
 * then the sandbox: started as root it could leave the program kernel uid 0 (bubblewrap issues 287, 313).
 */
export function launchWords(
  prepared: Pick<PreparedRun, "uid"> & { group: { entry: GroupEntry } },
  limits: readonly Rlimit[],
  sandbox: { command: readonly string[]; files?: readonly string[]; writesStatus?: boolean },
): string[] {
  const { uid, group } = prepared;
  const { prctl, prlimit, setgroups, setresgid, setresuid, capset } = callNumbers();
  const { command, files = [], writesStatus = false } = sandbox;
  return [
    writesStatus ? "1" : "",
    uid === null ? "" : String(uid),
    group.entry.unified ?? "",
    ...[prctl, prlimit, setgroups, setresgid, setresuid, capset].map(String),
    ...[...files, "--"],
    ...[...group.entry.legacy, "--"],
    ...[...limits.flatMap((pair) => pair.map(String)), "--"],
    ...command,
  ];
}
