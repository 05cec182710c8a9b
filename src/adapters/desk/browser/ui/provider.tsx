import { createTheme, MantineProvider } from "@mantine/core";
import { useEffect } from "react";
import { usePreferences } from "../preferences.js";
import { useWords, words } from "../words.js";
import "@mantine/core/styles/baseline.css";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/global.css";
import "@mantine/core/styles/ScrollArea.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/VisuallyHidden.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/Group.css";
import "@mantine/core/styles/Loader.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/Drawer.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/PasswordInput.css";
import "@mantine/core/styles/ActionIcon.css";
import "@mantine/core/styles/Flex.css";
import "@mantine/core/styles/Button.css";
import "@mantine/core/styles/Combobox.css";
import "@mantine/core/styles/Checkbox.css";
import "@mantine/core/styles/Radio.css";
import "@mantine/core/styles/Switch.css";
import "@mantine/core/styles/Menu.css";
import "@mantine/core/styles/Tooltip.css";
import "@mantine/core/styles/SegmentedControl.css";
import "@mantine/core/styles/FloatingIndicator.css";
import "@mantine/core/styles/Skeleton.css";
import "../../../look/tokens.css";
import "./tokens.css";
import "./mantine.css";
import "./base.css";

/** The page has one banner; a dialog's head is none. */
const NO_BANNER = { header: { role: "none" } };

const theme = (close: string) =>
  createTheme({
    components: {
      Button: { defaultProps: { size: "sm", variant: "default" } },
      // A strict style-src: what locks the page's scrolling would put a style in; the page itself never scrolls.
      Modal: {
        defaultProps: {
          attributes: NO_BANNER,
          lockScroll: false,
          centered: true,
          overlayProps: { backgroundOpacity: 0.35 },
          transitionProps: { duration: 120 },
          closeButtonProps: { "aria-label": close },
        },
      },
      Drawer: {
        defaultProps: {
          attributes: NO_BANNER,
          lockScroll: false,
          position: "right",
          overlayProps: { backgroundOpacity: 0.2 },
          closeButtonProps: { "aria-label": close },
        },
      },
      Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
      // A place for the focus that is no item would not belong into a menu.
      Menu: { defaultProps: { shadow: "md", position: "bottom-end", withInitialFocusPlaceholder: false } },
      Popover: { defaultProps: { shadow: "md" } },
      // The list of options scrolls itself, so that it is known as the one that the field's keys move in.
      Select: { defaultProps: { allowDeselect: false, checkIconPosition: "right", withScrollArea: false } },
    },
  });

const THEMES = words(theme("关闭"), theme("Close"));

/** The look of everything, and the language of the page; no style is made at run time. */
export function Look({ children }: { children: React.ReactNode }) {
  const { locale, theme } = usePreferences();
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const forced = theme === "auto" ? {} : { forceColorScheme: theme };
  return (
    <MantineProvider
      theme={useWords(THEMES)}
      defaultColorScheme="auto"
      {...forced}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}
