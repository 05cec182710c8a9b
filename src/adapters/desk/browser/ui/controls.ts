// The one door to the component library: pages import from here, so that it can be replaced (design 1).
export {
  ActionIcon,
  Button,
  Checkbox,
  Combobox,
  Drawer,
  Menu,
  Modal,
  PasswordInput,
  Popover,
  Radio,
  SegmentedControl,
  Select,
  Skeleton,
  Switch,
  Textarea,
  TextInput,
  Tooltip,
  useCombobox,
  useComputedColorScheme,
} from "@mantine/core";
export { useDebouncedValue, useDisclosure, useMediaQuery } from "@mantine/hooks";
