import type { Source } from "../../lib/check.ts";

/** A section of an RFC as a source: of `9112 §3.2`. */
export function rfc(section: string): Source {
  const [number = "", place = ""] = section.split(" §");
  const anchor = place === "" ? "" : `#section-${place}`;
  return {
    label: `RFC ${section}`,
    url: `https://www.rfc-editor.org/rfc/rfc${number}.html${anchor}`,
  };
}
