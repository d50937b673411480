"""The line model's network as it is trained: the sums of ``line_roles/line_model.py``, with gradients (JAX)."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from services.cleaner.line_roles.line_model import DILATIONS, OUTPUTS

Weights = dict[str, jax.Array]
WIDTH = 64
EMBEDDING = 16
_DROPPED = 0.15
_WORDS_DROPPED = 0.1
_OTHER_TASKS = 0.25
"""What finding headline, byline and date counts beside finding the story."""


def new_weights(seed: int, features: int, words: int) -> Weights:
    """Random weights for so many features and words of the vocabulary; word 0 is none."""
    keys = jax.random.split(jax.random.PRNGKey(seed), 4 + len(DILATIONS))

    def matrix(key: jax.Array, rows: int, columns: int, scale: float = 1.0) -> jax.Array:
        return jax.random.normal(key, (rows, columns)) * scale * np.sqrt(2 / rows)

    weights = {
        "embedding": jax.random.normal(keys[0], (words + 1, EMBEDDING)) * 0.1,
        "enter": matrix(keys[1], features + EMBEDDING, WIDTH),
        "enter_bias": jnp.zeros(WIDTH),
        "page": matrix(keys[2], 2 * WIDTH, WIDTH, 0.3),
        "leave": matrix(keys[3], WIDTH, len(OUTPUTS), 0.3),
        "leave_bias": jnp.array([-1.0, -2.0, -3.0, -2.0]),
        "none": jnp.zeros(2),
    }
    for number in range(len(DILATIONS)):
        weights[f"layer{number}"] = matrix(keys[4 + number], 3 * WIDTH, WIDTH, 0.5)
        weights[f"layer{number}_bias"] = jnp.zeros(WIDTH)
    return weights


def evaluate(
    weights: Weights, inputs: jax.Array, words: jax.Array, mask: jax.Array, key: jax.Array | None = None
) -> jax.Array:
    """The outputs for a batch of pages, padded to one length. With a key, parts are dropped as in training."""
    lines = mask[..., None]
    known = jnp.maximum(1, (words > 0).sum(-1, keepdims=True))
    embedded = weights["embedding"].at[0].set(0.0)[words].sum(-2) / jnp.sqrt(known)
    first, second, third = jax.random.split(key, 3) if key is not None else (None, None, None)
    if third is not None:
        embedded = embedded * jax.random.bernoulli(third, 1 - _WORDS_DROPPED, (*embedded.shape[:-2], 1, 1))
    state = jax.nn.relu(jnp.concatenate((inputs, embedded), -1) @ weights["enter"] + weights["enter_bias"]) * lines
    state = _drop(state, first)
    for number, dilation in enumerate(DILATIONS):
        if number == len(DILATIONS) - 1:
            mean = state.sum(-2) / jnp.maximum(1, lines.sum(-2))
            whole = jnp.concatenate((mean, jnp.maximum(state.max(-2), 0.0)), -1)
            state = (state + (whole @ weights["page"])[..., None, :]) * lines
        nothing = jnp.zeros((*state.shape[:-2], dilation, WIDTH))
        before = jnp.concatenate((nothing, state[..., :-dilation, :]), -2)
        after = jnp.concatenate((state[..., dilation:, :], nothing), -2)
        seen = jnp.concatenate((before, state, after), -1)
        state = (state + jax.nn.relu(seen @ weights[f"layer{number}"] + weights[f"layer{number}_bias"])) * lines
    return _drop(state, second) @ weights["leave"] + weights["leave_bias"]


def loss(weights: Weights, batch: dict[str, Any], key: jax.Array) -> jax.Array:
    """Mean over a batch's pages: story and byline by line, headline and date as a choice among the lines or none."""
    out = evaluate(weights, batch["inputs"], batch["words"], batch["mask"], key)
    story = (optax.sigmoid_binary_cross_entropy(out[..., 0], batch["story"]) * batch["story_weight"]).sum()
    byline = (optax.sigmoid_binary_cross_entropy(out[..., 2], batch["byline"]) * batch["byline_weight"]).sum()
    headline = _choice(out[..., 1], batch["headline"], batch["mask"], weights["none"][0], batch["headline_weight"])
    date = _choice(out[..., 3], batch["date"], batch["mask"], weights["none"][1], batch["date_weight"])
    total: jax.Array = (story + _OTHER_TASKS * (byline + headline + date)) / batch["mask"].shape[0]
    return total


def _choice(values: jax.Array, target: jax.Array, mask: jax.Array, none: jax.Array, weight: jax.Array) -> jax.Array:
    values = jnp.where(mask > 0, values, -1e9)
    values = jnp.concatenate((values, jnp.broadcast_to(none, (values.shape[0], 1))), -1)
    total = target.sum(-1, keepdims=True)
    wanted = jnp.concatenate((target / jnp.maximum(total, 1e-6), (total == 0) * 1.0), -1)
    return (-(wanted * jax.nn.log_softmax(values, -1)).sum(-1) * weight).sum()


def _drop(state: jax.Array, key: jax.Array | None) -> jax.Array:
    if key is None:
        return state
    return state * jax.random.bernoulli(key, 1 - _DROPPED, state.shape) / (1 - _DROPPED)
