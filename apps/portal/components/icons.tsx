import type { ReactNode } from "react";

export type IconName =
  | "waiting"
  | "running"
  | "good"
  | "bad"
  | "fault"
  | "open"
  | "file"
  | "download"
  | "copy"
  | "star"
  | "menu"
  | "arrow"
  | "bell";

/** Line drawings on a 20 × 20 grid. Decoration: the word beside them is what is read out. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: "none" }}
    >
      {drawings[name]}
    </svg>
  );
}

const drawings: Record<IconName, ReactNode> = {
  bell: (
    <path d="M4.500 14h11c-1.200-1.300-1.700-2.800-1.700-5.200a3.800 3.800 0 0 0-7.600 0c0 2.400-.5 3.900-1.700 5.200ZM8.300 16.600a1.900 1.900 0 0 0 3.400 0" />
  ),
  waiting: (
    <>
      <circle cx="10" cy="10" r="7.5" strokeDasharray="2.6 2.6" />
      <path d="M10 6v4l2.5 2" />
    </>
  ),
  running: (
    <>
      <path d="M16.5 6.2A7.5 7.5 0 0 0 3 8M3.5 13.8A7.5 7.5 0 0 0 17 12" />
      <path d="M16.8 2.8v3.6h-3.6M3.2 17.2v-3.6h3.6" />
    </>
  ),
  good: (
    <>
      <circle cx="10" cy="10" r="7.5" />
      <path d="m6.6 10.3 2.4 2.4 4.5-5" />
    </>
  ),
  bad: (
    <>
      <circle cx="10" cy="10" r="7.5" />
      <path d="m7.2 7.2 5.6 5.6m0-5.6-5.6 5.6" />
    </>
  ),
  fault: (
    <>
      <path d="M10 2.8 18 16.6H2Z" />
      <path d="M10 8v4M10 14.3v.1" />
    </>
  ),
  open: <circle cx="10" cy="10" r="7.5" />,
  file: (
    <>
      <path d="M5 2.5h6.5L15.5 6.5v11h-10.5z" />
      <path d="M11.5 2.5v4h4" />
    </>
  ),
  download: <path d="M10 3v9.5m-3.8-3.8L10 12.5l3.8-3.8M3.5 16.5h13" />,
  copy: (
    <>
      <rect x="7" y="7" width="10" height="10" rx="1.5" />
      <path d="M13 7V4.5A1.5 1.5 0 0 0 11.5 3h-7A1.5 1.5 0 0 0 3 4.5v7A1.5 1.5 0 0 0 4.500 13H7" />
    </>
  ),
  star: <path d="m10 2.8 2.2 4.6 5 .7-3.600 3.500.85 5L10 14.200 5.550 16.600l.85-5L2.800 8.100l5-.7z" />,
  menu: <path d="M3 5.500h14M3 10h14M3 14.500h14" />,
  arrow: <path d="M4 10h12m-4.500-4.500L16 10l-4.500 4.500" />,
};
