/** Before any test of functions: the bundles that are deployed are the bundles that are tested, built when a source has changed. */
import { build } from '../../scripts/build/products';

export default async function buildOnce(): Promise<void> {
  await build(['functions'], () => undefined);
}
