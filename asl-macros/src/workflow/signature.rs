//! What a workflow function may look like from outside.

use crate::errors::Errors;
use crate::front::plain;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::visit::Visit;
use syn::{FnArg, ItemFn, Pat, ReturnType, Type};

/// A signature that can become a state machine.
pub(crate) struct Signature {
    pub(crate) params: Vec<Param>,
    pub(crate) output: TokenStream,
}

/// One parameter.
pub(crate) struct Param {
    /// The name in the execution input.
    pub(crate) name: String,
    /// The name in the generated function.
    pub(crate) ident: Ident,
    pub(crate) pattern: Pat,
    pub(crate) ty: Type,
}

impl Signature {
    /// Reads a signature. `None`: no stub with this signature can be made.
    pub(crate) fn read(item: &ItemFn, errors: &mut Errors) -> Option<Self> {
        let signature = &item.sig;
        let mut fits = true;
        let mut refuse = |at: &dyn ToTokens, message: &str, help: &str| {
            errors.report(at, message, help);
            fits = false;
        };
        if signature.asyncness.is_none() {
            refuse(&signature.fn_token, "a workflow awaits its tasks, so it must be an `async fn`", "write `async fn`");
        }
        if let syn::Safety::Unsafe(unsafety) = &signature.safety {
            refuse(unsafety, "a state machine can't be `unsafe`", "remove it");
        }
        if let Some(abi) = &signature.abi {
            refuse(abi, "a state machine has no calling convention", "remove it");
        }
        if let Some(constness) = &signature.constness {
            refuse(constness, "a workflow can't be `const`", "remove it");
        }
        if let Some(where_clause) = &signature.generics.where_clause {
            refuse(where_clause, "a workflow is one state machine, so it can't be generic", "write concrete types");
        } else if !signature.generics.params.is_empty() {
            refuse(
                &signature.generics,
                "a workflow is one state machine, so it can't be generic",
                "write concrete types",
            );
        }
        let several = signature.inputs.len() > 1;
        let mut params = Vec::new();
        for (i, input) in signature.inputs.iter().enumerate() {
            match input {
                FnArg::Receiver(receiver) => refuse(
                    receiver,
                    "a state machine has no `self`: its input is JSON",
                    "make it a free function and pass what it needs as a parameter",
                ),
                FnArg::Typed(typed) => {
                    let (name, ident) = match &*typed.pat {
                        Pat::Ident(pattern) => (plain(&pattern.ident), pattern.ident.clone()),
                        other => {
                            if several {
                                refuse(
                                    other,
                                    "with several parameters each is a field of the execution input, and this one has no name",
                                    "name the parameter and take it apart with `let`",
                                );
                            }
                            ("input".to_string(), format_ident!("__input{}", i))
                        }
                    };
                    params.push(Param { name, ident, pattern: (*typed.pat).clone(), ty: (*typed.ty).clone() });
                }
            }
        }
        if let Some(variadic) = &signature.variadic {
            refuse(variadic, "a state machine has no variable arguments", "write a list");
        }
        let mut types = Types { found: Vec::new() };
        params.iter().for_each(|param| types.visit_type(&param.ty));
        for ty in types.found {
            refuse(
                &ty,
                "the input of a state machine is JSON, which it owns: this type isn't a value",
                "write an owned, concrete type",
            );
        }
        let output = match &signature.output {
            ReturnType::Default => quote!(()),
            ReturnType::Type(_, ty) => {
                let mut types = Types { found: Vec::new() };
                types.visit_type(ty);
                for ty in types.found {
                    refuse(
                        &ty,
                        "the output of a state machine is JSON: this type isn't a value",
                        "write an owned, concrete type",
                    );
                }
                ty.to_token_stream()
            }
        };
        fits.then(|| Signature { params, output })
    }
}

/// Finds references and `impl Trait`.
struct Types {
    found: Vec<Type>,
}

impl Visit<'_> for Types {
    fn visit_type(&mut self, ty: &Type) {
        match ty {
            Type::Reference(_) | Type::ImplTrait(_) | Type::TraitObject(_) | Type::Ptr(_) | Type::FnPtr(_) => {
                self.found.push(ty.clone());
            }
            _ => syn::visit::visit_type(self, ty),
        }
    }
}
