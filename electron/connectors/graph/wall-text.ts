/** A civil time in seconds as Graph writes it, without a zone. */
export function textOfWall(wall: number): string {
  return `${new Date(wall * 1000).toISOString().slice(0, 19)}.0000000`;
}
