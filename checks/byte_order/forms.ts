import type { Layout } from "../../lib/layout/layout.ts";
import { slipVariants } from "../../lib/layout/slips.ts";
import type { SlipForm } from "../../lib/layout/slips/forms.ts";

const FORMS = new WeakMap<Layout, readonly SlipForm[]>();

/** Every form of every slip with records of a layout, made once. */
export function allForms(layout: Layout): readonly SlipForm[] {
  const forms = FORMS.get(layout) ?? slipVariants(layout);
  FORMS.set(layout, forms);
  return forms;
}
