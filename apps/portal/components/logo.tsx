/** A loss curve that descends to a tick: learning, and its grade. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0a587a" />
      <path
        d="M6 8c1.500 8 4 12.500 8.500 13.500L19 24l7-12"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="6" cy="8" r="2.400" fill="#8fd3ee" />
    </svg>
  );
}
