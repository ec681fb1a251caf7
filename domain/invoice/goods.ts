/** What stands on the line of an invoice. Which tax code and rate are right is the owner's accountant's decision. */
export interface Goods {
  readonly goodsName: string;
  /** The tax office's short name of the class. */
  readonly goodsCategory: string;
  /** Nineteen digits. */
  readonly taxCode: string;
  /** 600: six per cent. */
  readonly taxRateTenThousandths: number;
  readonly taxPreferMark: string;
}

/** The setting `invoicing`: who sells, and what, by the first letters of a service's code (MED, REH, LIF, SPC). */
export interface Invoicing {
  readonly sellerName: string;
  readonly goods: Readonly<Record<string, Goods>>;
}

/** Without its goods no invoice can be asked for; that is an owner's mistake and said so. */
export function goodsOf({ goods }: Invoicing, serviceCode: string): Goods {
  const group = serviceCode.slice(0, 3);
  const found = Object.hasOwn(goods, group) ? goods[group] : undefined;
  if (!found) throw new Error(`settings/invoicing has no goods for ${group}`);
  return found;
}
