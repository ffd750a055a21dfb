export { sandboxDescriptor } from "./launcher/arguments.ts";
export { connectSandbox } from "./launcher/remote-sandbox.ts";
export { type CommandRequest, startCommand } from "./launcher/start-command.ts";
export { type StartedWorker, startWorker } from "./launcher/start-worker.ts";
export { type Pace, usualPace } from "./loop/desk.ts";
export { openServicePlace, placeOf, type ServicePlace } from "./service-user/service-place.ts";
export { chooseServiceUser, defaultServiceUid, type ServiceUser } from "./service-user/service-user.ts";
export { type ServiceProcessOptions, spawnAsServiceUser } from "./service-user/spawn.ts";
