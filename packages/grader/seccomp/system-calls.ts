/** Numbers of system calls by architecture (asm/unistd_64.h; asm-generic/unistd.h); null where it has none. */
export const machines = {
  x64: { audit: 0xc000003e, column: 0 },
  arm64: { audit: 0xc00000b7, column: 1 },
} as const;
export type Machine = keyof typeof machines;

type Numbers = readonly [number | null, number | null];

/** Calls that no result script needs and that reach far into the kernel. */
export const deniedCalls: Readonly<Record<string, Numbers>> = {
  // the kernel itself
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  reboot: [169, 142],
  syslog: [103, 116],
  lookup_dcookie: [212, 18],
  iopl: [172, null],
  ioperm: [173, null],
  modify_ldt: [154, null],
  personality: [135, 92],
  uselib: [134, null],
  ustat: [136, null],
  sysfs: [139, null],
  _sysctl: [156, null],
  userfaultfd: [323, 282],
  memfd_secret: [447, 447],
  // io_uring goes around this filter
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  // other processes
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  process_madvise: [440, 440],
  kcmp: [312, 272],
  pidfd_getfd: [438, 438],
  // key rings are shared over namespaces
  keyctl: [250, 219],
  add_key: [248, 217],
  request_key: [249, 218],
  // mounts and namespaces
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  open_by_handle_at: [304, 265],
  name_to_handle_at: [303, 264],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  open_tree: [428, 428],
  move_mount: [429, 429],
  mount_setattr: [442, 442],
  unshare: [272, 97],
  setns: [308, 268],
  // the machine
  swapon: [167, 224],
  swapoff: [168, 225],
  sethostname: [170, 161],
  setdomainname: [171, 162],
  acct: [163, 89],
  quotactl: [179, 60],
  quotactl_fd: [443, 443],
  nfsservctl: [180, 42],
  vhangup: [153, 58],
  clock_settime: [227, 112],
  settimeofday: [164, 170],
  adjtimex: [159, 171],
  clock_adjtime: [305, 266],
  fanotify_init: [300, 262],
  fanotify_mark: [301, 263],
  // placement of memory
  set_mempolicy: [238, 237],
  set_mempolicy_home_node: [450, 450],
  mbind: [237, 235],
  migrate_pages: [256, 238],
  move_pages: [279, 239],
};

/** Calls whose arguments decide. */
export const inspectedCalls = {
  clone: [56, 220],
  clone3: [435, 435],
  socket: [41, 198],
  socketpair: [53, 199],
  ioctl: [16, 29],
} as const satisfies Record<string, Numbers>;

/** Calls above this number are younger than this list and answered as if the kernel did not know them. */
export const youngestKnownCall = 450;

/** Names of such younger calls, for filters that know no numbers. */
export const youngCalls = [
  ...["cachestat", "fchmodat2", "map_shadow_stack", "futex_wake", "futex_wait", "futex_requeue", "statmount"],
  ...["listmount", "lsm_get_self_attr", "lsm_set_self_attr", "lsm_list_modules", "mseal", "setxattrat"],
  ...["getxattrat", "listxattrat", "removexattrat", "open_tree_attr"],
];
