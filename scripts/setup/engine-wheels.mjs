// @ts-check
/**
 * The TensorFlow that the engine is bound to: wheels for one fixed platform, each by its sha256, and of each only the
 * parts that the binding needs. To move to another version, `python3 -m pip download --no-deps` each wheel with the
 * arguments of fetch-wheels.mjs, take its sha256, and train once: the binding is compiled against the C interface only.
 */

/** Any Debian from 10 on. The Python version only picks a file: no Python code of the wheel is used. */
export const wheelPlatforms = ["manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2010_x86_64"];
export const wheelPython = { version: "3.11", abis: ["cp311", "none"] };

/** Headers that the binding includes; the wheel has ten thousand more. */
const headers = [
  "tensorflow/include/tensorflow/c/",
  "tensorflow/include/tensorflow/core/platform/ctstring",
  "tensorflow/include/tsl/platform/ctstring",
  "tensorflow/include/xla/tsl/c/",
];
const libraries = ["tensorflow/libtensorflow_cc.so.2", "tensorflow/libtensorflow_framework.so.2"];

/**
 * `members`: prefixes of the files to unpack. `megabytes`: to fetch, and on disk afterwards.
 * @typedef {{ requirement: string, sha256: string, members: readonly string[] }} Wheel
 * @typedef {{ variant: "cpu" | "gpu", wheels: readonly [Wheel, ...Wheel[]],
 *   megabytes: { fetched: number, unpacked: number } }} EngineWheels
 */

/** @type {EngineWheels} */
export const cpuWheels = {
  variant: "cpu",
  wheels: [
    {
      requirement: "tensorflow-cpu==2.21.0",
      sha256: "2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c",
      members: [...libraries, ...headers],
    },
  ],
  megabytes: { fetched: 274, unpacked: 860 },
};

/** @type {(name: string, version: string, sha256: string) => Wheel} */
const nvidia = (name, version, sha256) => ({
  requirement: `nvidia-${name}-cu12==${version}`,
  sha256,
  members: [`nvidia/${name.replace("-", "_")}/lib/`],
});

/**
 * TensorFlow for NVIDIA GPUs with the CUDA libraries of its extra `and-cuda`, which it finds beside itself under
 * `nvidia/`.
 * @type {EngineWheels}
 */
export const gpuWheels = {
  variant: "gpu",
  wheels: [
    {
      requirement: "tensorflow==2.21.0",
      sha256: "9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124",
      members: [...libraries, ...headers],
    },
    nvidia("cublas", "12.9.3.13", "d7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72"),
    nvidia("cuda-cupti", "12.8.90", "ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182"),
    nvidia("cuda-nvrtc", "12.9.86", "210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4"),
    nvidia("cuda-runtime", "12.9.79", "25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3"),
    nvidia("cudnn", "9.28.0.42", "9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375"),
    nvidia("cufft", "11.4.1.4", "c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28"),
    nvidia("curand", "10.3.10.19", "49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e"),
    nvidia("cusolver", "11.7.5.82", "15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88"),
    nvidia("cusparse", "12.5.10.65", "73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78"),
    nvidia("nccl", "2.32.3", "bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c"),
    nvidia("nvjitlink", "12.9.86", "e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9"),
  ],
  megabytes: { fetched: 3600, unpacked: 6500 },
};

/**
 * @param {EngineWheels} engine
 * @returns {string} a requirements file for `pip download --require-hashes`
 */
export function requirementsText(engine) {
  return engine.wheels.map(({ requirement, sha256 }) => `${requirement} --hash=sha256:${sha256}\n`).join("");
}

/**
 * @param {EngineWheels} engine
 * @returns {string} folder name in the cache: another wheel gets another folder
 */
export function folderName(engine) {
  const [first] = engine.wheels;
  return `${first.requirement.replace("==", "-")}-${first.sha256.slice(0, 8)}`;
}
