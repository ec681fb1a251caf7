/** What can be booked: every service on offer, in the four categories. */
import { ReadCatalogue, type ReadCatalogueReply } from '#contract/readCatalogue';
import { offeredServices } from '#cloud/catalogue';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';

const CATEGORIES: ReadCatalogueReply['categories'] = [
  { code: 'MED', name: '基础医疗护理' },
  { code: 'REH', name: '康复指导' },
  { code: 'LIF', name: '生活照料' },
  { code: 'SPC', name: '专项特色' },
];

export const main = fromMiniProgram(ReadCatalogue, async (_input, _account, now): Promise<ReadCatalogueReply> => ({
  categories: CATEGORIES,
  services: await offeredServices(now),
}));
