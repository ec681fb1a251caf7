import type { MessageTemplate } from '#contract/messageTemplates';

/** WeChat's ids of the wanted templates, as the build was told (SUBSCRIBE_TEMPLATES, the same text the functions have). */
export function idsOf(
  wanted: readonly MessageTemplate[],
  told: Readonly<Record<string, string>> = JSON.parse(__SUBSCRIBE_TEMPLATES__) as Record<string, string>,
): readonly string[] {
  return wanted.map((name) => told[name]).filter((id): id is string => Boolean(id));
}
