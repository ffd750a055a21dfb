import { z } from "zod";

const count = z.number().int().positive();
const fileName = z.string().min(1).max(200);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits");
const dataFile = z.strictObject({ name: fileName, sha256 });

/** Rows of each set, drawn without overlap from all rows of the source by the course's secret seed. */
const rows = z.strictObject({ train: count, test: count, shadow: count });

/**
 * Where files lie that the kit does not hold itself, and how a person gets them. Left out: in the kit's folder. Every
 * file is named with its hash, so that a kit from a stranger can read nothing whose content it does not know already.
 */
const place = z.strictObject({ folder: z.string().regex(/^\//, "an absolute path"), get: z.string() });

/** What a data pack says of where its data come from. */
const licence = z.strictObject({ name: z.string(), notice: z.string() });

/** Draws that keep an image's label: each a largest amount, drawn anew for every image from the course's seed. */
const distortion = z.strictObject({
  /** Degrees. */
  turn: z.number().min(0).max(30).default(0),
  /** 0.1: between 1/1.1 and 1.1 times the size. */
  scale: z.number().min(0).max(0.5).default(0),
  /** 0.1: a tenth of the height to either side. */
  shear: z.number().min(0).max(0.5).default(0),
  /** Pixels. */
  shift: z.number().min(0).max(8).default(0),
  /** Pixels by which points of a 4 × 4 grid wander, each on its own way; between them it is interpolated. */
  elastic: z.number().min(0).max(4).default(0),
});
export type Distortion = z.infer<typeof distortion>;

const ofImages = {
  rows,
  /** Side of a square, dark frame: the original lab pads 28 × 28 to 32 × 32. */
  padTo: count.max(256).optional(),
  distortion: distortion.optional(),
};

/** The data of a competition. Labels of images are the kit's `labels`: the k-th name stands for class k. */
export const dataset = z.discriminatedUnion("source", [
  /** The 70,000 images of the installed package. */
  z.strictObject({ source: z.literal("mnist"), ...ofImages }),
  /** Pairs of IDX files (plain or .gz). With two pairs, the first is the published training part, the second the test part. */
  z.strictObject({
    source: z.literal("idx"),
    place: place.optional(),
    parts: z
      .array(z.strictObject({ images: dataFile, labels: dataFile }))
      .min(1)
      .max(8),
    licence,
    ...ofImages,
  }),
  /** PNG images of one size, in a folder for each label of the kit; `index` is a list as sha256sum writes it. */
  z.strictObject({
    source: z.literal("image-folders"),
    place: place.optional(),
    index: dataFile,
    licence,
    ...ofImages,
  }),
  /** A table with a header. */
  z.strictObject({
    source: z.literal("csv"),
    place: place.optional(),
    file: dataFile,
    /** Columns that students get, in this order. */
    features: z.array(z.string().min(1).max(64)).min(1).max(1000),
    /** The column to be predicted. */
    target: z.string().min(1).max(64),
    licence,
    rows,
  }),
]);
export type Dataset = z.infer<typeof dataset>;
