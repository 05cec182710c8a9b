export function SearchDialog(_: { opened: boolean; close: () => void }) {
  return null;
}
