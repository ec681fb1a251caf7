import { compileQuery } from '../query/compile';
import { requestFailed } from '../refusals';
import { objectArgument } from './arguments';
import type { Stage } from './context';

/** `$match`: the documents a query finds; the query language is that of `find`. */
export const match: Stage = (docs, argument, { variables }) => {
  const query = objectArgument('$match', argument);
  if (JSON.stringify(query).includes('"$nearSphere"'))
    throw requestFailed('$nearSphere is not allowed in $match: use $geoNear');
  return docs.filter(compileQuery(query, variables));
};
