/** The name of a value's type in complaints and in `$type`; the same everywhere in the database. */
export { typeName } from '../../values/typeName';
