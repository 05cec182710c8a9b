/** Style sheets are bundled into files of their own; nothing is inline. */
declare module "*.css";
