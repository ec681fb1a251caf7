import type { Service } from '#domain/care/service';
import { Nothing } from './fields';

/** All services on offer, in the four categories. */
export const ReadCatalogue = Nothing;
export interface ReadCatalogueReply {
  readonly categories: readonly { readonly code: 'MED' | 'REH' | 'LIF' | 'SPC'; readonly name: string }[];
  readonly services: readonly Service[];
}
