/** What can be booked and what it costs: every service on offer, in the four categories. */
import { ReadCatalogue, type ReadCatalogueReply } from '#contract/readCatalogue';
import { offeredServices } from '#cloud/catalogue';
import { dialects } from '#cloud/dialects';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { pricedService } from '#cloud/prices/pricedService';
import { publishedPrices } from '#cloud/prices/priceLists';

const CATEGORIES: ReadCatalogueReply['categories'] = [
  { code: 'MED', name: '基础医疗护理' },
  { code: 'REH', name: '康复指导' },
  { code: 'LIF', name: '生活照料' },
  { code: 'SPC', name: '专项特色' },
];

export const main = fromMiniProgram(ReadCatalogue, async (_input, _account, now): Promise<ReadCatalogueReply> => {
  const [services, prices, { items }] = await Promise.all([offeredServices(now), publishedPrices(now), dialects(now)]);
  const { city, filingNumber, version, validFrom } = prices.list;
  return {
    categories: CATEGORIES,
    services: services.flatMap((service) => pricedService(service, prices)),
    dialects: items,
    priceList: { city, filingNumber, version, validFrom },
  };
});
