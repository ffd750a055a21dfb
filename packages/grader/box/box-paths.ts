/** Paths inside a box. The contract with result scripts names them only by environment variables. */
export const boxPaths = { work: "/work", tmp: "/tmp" } as const;
