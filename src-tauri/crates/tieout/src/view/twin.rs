//! Enums of the rooms below that are shown or asked for: those rooms stay without serde, so each has its twin here.

/// An enum with the variants of another, which is converted both ways. A variant too few or too many does not compile.
macro_rules! twin {
    ($(#[$about:meta])* $name:ident of $core:ty { $($(#[$says:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$about])*
        #[derive(serde::Serialize, serde::Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
        #[cfg_attr(feature = "bindings", derive(specta::Type))]
        #[serde(rename_all = "camelCase")]
        pub enum $name {
            $($(#[$says])* $variant),+
        }

        impl From<$core> for $name {
            fn from(core: $core) -> Self {
                match core {
                    $(<$core>::$variant => Self::$variant),+
                }
            }
        }

        impl From<$name> for $core {
            fn from(shown: $name) -> Self {
                match shown {
                    $($name::$variant => Self::$variant),+
                }
            }
        }
    };
}

pub(crate) use twin;
