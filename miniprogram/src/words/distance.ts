/** 350 米 · 1.2 公里 */
export function distanceText(meters: number): string {
  if (meters < 1000) return `${Math.round(meters / 10) * 10} 米`;
  return `${(meters / 1000).toFixed(1)} 公里`;
}
