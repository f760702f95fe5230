import type { z } from "zod";
import type { Layout } from "./layout.ts";
import { layoutSchema } from "./schema.ts";

/** The table of the protocol `byte-order`, in the form that a lecturer's own layout has. */
export const BUILT_IN_LAYOUT_FORM: z.input<typeof layoutSchema> = {
  name: "record",
  "byte-order": "big",
  fields: [
    { name: "short", type: "u16", reply: { plus: 1 } },
    { name: "long", type: "u32", reply: { plus: 1 } },
    { name: "length", type: "u16", reply: "same" },
    { name: "text", type: "bytes", count: "length", maximum: 1024, reply: "same" },
  ],
};

/** The layout that the suite `byte-order` uses where a lab brings none of its own. */
export const BUILT_IN_LAYOUT: Layout = layoutSchema.parse(BUILT_IN_LAYOUT_FORM);
