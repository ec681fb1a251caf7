import type { Dialect } from '#domain/care/dialect';
import type { Service } from '#domain/care/service';
import { Nothing } from './fields';

/** A service with the platform's published price, and the price that is announced for later. */
export interface CatalogueService extends Service {
  readonly serviceFen: number;
  readonly consumablesFen: number;
  readonly nextPrice: { readonly from: number; readonly serviceFen: number; readonly consumablesFen: number } | null;
}

/** All services on offer that have a published price, in the four categories; and the list the prices stand on (P-052). */
export const ReadCatalogue = Nothing;
export interface ReadCatalogueReply {
  readonly categories: readonly { readonly code: 'MED' | 'REH' | 'LIF' | 'SPC'; readonly name: string }[];
  readonly services: readonly CatalogueService[];
  /** What a family may wish a nurse to speak (saveRecipient, step `dialect`). */
  readonly dialects: readonly Dialect[];
  readonly priceList: {
    readonly city: string;
    readonly filingNumber: string;
    readonly version: number;
    readonly validFrom: number;
  };
}
