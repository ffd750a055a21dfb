/** What every tool of a launch gets. A cast, because Next's types demand a NODE_ENV of every environment. */
export const emptyEnvironment = {} as NodeJS.ProcessEnv;
