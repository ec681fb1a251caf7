import type { CatalogueService } from '#contract/readCatalogue';
import type { Service } from '#domain/care/service';
import type { Published } from './priceLists';

/** A service as families see it; none where no price is published, since it could not be booked. */
export function pricedService(service: Service, { priceOf, nextOf }: Published): readonly CatalogueService[] {
  const now = priceOf(service.code);
  if (!now) return [];
  const next = nextOf(service.code);
  const { serviceFen, consumablesFen } = now.line;
  const nextPrice = next && {
    from: next.list.validFrom,
    serviceFen: next.line.serviceFen,
    consumablesFen: next.line.consumablesFen,
  };
  return [{ ...service, serviceFen, consumablesFen, nextPrice }];
}
