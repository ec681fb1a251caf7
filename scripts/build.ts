/** `npm run build [-- functions h5 weapp desk]`: everything that is deployed, into dist/. */
import { build, PRODUCTS } from './build/products';

const known = PRODUCTS.map(({ name }) => name);
const asked = process.argv.slice(2);
const strange = asked.filter((name) => !known.some((one) => one === name));
if (strange.length > 0) {
  console.error(`unknown product ${strange.join(', ')}; there are: ${known.join(', ')}`);
  process.exit(1);
}
build(asked.length > 0 ? known.filter((name) => asked.includes(name)) : known, (line) => console.log(line)).catch(
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
