/** Options of `gradmark rerun`, as typed. */
export interface RerunOptions {
  script: string;
  kit?: string;
  data?: string;
  model: string[];
  expect?: string;
  expectScore?: string;
  tolerance?: string;
  repeat: string;
  audit?: boolean;
  solution?: string;
  metric?: string;
  shadow?: string;
  shadowSolution?: string;
  sandbox: string;
  limit: string[];
  out?: string;
  format?: string;
  progress: string;
}
