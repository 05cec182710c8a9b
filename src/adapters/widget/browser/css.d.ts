/** Style sheets are bundled as text and put in by adopted style sheets: nothing inline, whatever policy the site has. */
declare module "*.css" {
  const text: string;
  export default text;
}
