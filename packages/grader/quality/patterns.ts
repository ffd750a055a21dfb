import type { QualityNote } from "@gradmark/contract";

/** A habit that is known by what is called, imported or written as a string. */
interface Pattern {
  code: QualityNote["code"];
  in: "calls" | "imports" | "strings";
  known: RegExp;
  message: (text: string) => string;
}

export const patterns: readonly Pattern[] = [
  {
    code: "waits-for-input",
    in: "calls",
    known:
      /^(?:input|raw_input|breakpoint|prompt|pdb\.set_trace|getpass\.getpass|sys\.stdin\.\w+|io\.read|io\.stdin:\w+|process\.stdin\.\w+|readline\.createInterface)$/,
    message: (text) => `${text}() waits for somebody at a keyboard. A result script runs alone.`,
  },
  {
    code: "opens-window",
    in: "calls",
    known: /(?:^|[.:])(?:imshow|Tk|QApplication|namedWindow)$|^plt\.show$|^pyplot\.show$|^image\.display$|^gnuplot\./,
    message: (text) => `${text}() opens a window. Where the script runs there is no screen.`,
  },
  {
    code: "uses-network",
    in: "calls",
    known:
      /^(?:requests\.\w+|urllib\.request\.\w+|urlopen|urlretrieve|socket\.\w+|fetch|https?\.(?:get|request)|net\.connect|gdown\.download|torch\.hub\.\w+|wget\.download)$/,
    message: (text) => `${text}() calls for the network. There is none where the script runs.`,
  },
  {
    code: "uses-network",
    in: "imports",
    known:
      /^(?:import|from)\s+(?:requests|urllib|socket|http|gdown|wget)\b|["'](?:node:)?(?:https?|net|axios|node-fetch)["']/,
    message: () => "A module for the network is loaded. There is no network where the script runs.",
  },
  {
    code: "uses-network",
    in: "strings",
    known: /^["'`[=]*https?:\/\//,
    message: () => "An address of the network stands in the code. There is no network where the script runs.",
  },
  {
    code: "training-code",
    in: "calls",
    known:
      /(?:[.:](?:backward|zero_grad|zeroGradParameters|accGradParameters|updateParameters|fit|fit_generator|train_on_batch|train_step|StochasticGradient|minimize)|\b(?:optimizer|optim|opt)\.step|\boptim\.\w+)$|^(?:train|train_model|train_epoch|trainModel)$/,
    message: (text) => `${text}() belongs to training. A result script loads the trained model.`,
  },
  {
    code: "absolute-path",
    in: "strings",
    known:
      /^[rbuf]?["'`[=]*(?:\/(?:home|Users|root|mnt|media|content|kaggle|tmp|opt|srv|workspace)\/|[A-Za-z]:[\\/]|~\/)/,
    message: (text) => `${text} is a path of one machine. Use GRADMARK_TEST_DATA, GRADMARK_MODEL and GRADMARK_SCRIPT.`,
  },
];
