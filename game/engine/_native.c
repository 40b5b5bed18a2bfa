/* Runs sections of a program, as game/engine/executor.py does, a tile of games at a time.

   The same operations in the same order on the same doubles: the same bits. That needs strict IEEE
   arithmetic (no fused multiply-add, no -ffast-math); hatch_build.py sees to it. The rows of a tile
   stand side by side in a small buffer, so that a turn runs within the cache. A guarded block brings
   the games that it is for together first, and works on those alone. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#include "_native_steps.h"
#include "_native_drawing.h"
#include "_native_tiles.h"

/* draw(side, seeds, numbers, bytes, decisions)
   Fills one side's rows of the decisions; its salts are those of one turn. */
static PyObject *draw(PyObject *self, PyObject *args)
{
    PyObject *tuple, *objects[4];
    if (!PyArg_ParseTuple(args, "OOOOO", &tuple, objects, objects + 1, objects + 2, objects + 3))
        return NULL;
    Side side;
    Py_buffer views[4];
    int opened = 0;
    PyObject *result = NULL;
    if (open_side(tuple, &side) == 0)
        for (; opened < 4; opened++)
            if (PyObject_GetBuffer(objects[opened], views + opened,
                                   opened == 3 ? PyBUF_WRITABLE | PyBUF_STRIDES : PyBUF_STRIDES) != 0)
                break;
    if (opened == 4) {
        Draw *d = &side.draw;
        const Py_ssize_t games = views[0].len / 8;
        d->seeds = views[0].buf;
        d->numbers = views[1].buf;
        d->bytes = views[2].buf;
        d->decisions = views[3].buf;
        d->number_stride = views[1].strides[0] / 8;
        d->byte_stride = views[2].strides[0];
        d->decision_stride = views[3].strides[0];
        set_turn(&side, 0);
        Py_BEGIN_ALLOW_THREADS
        for (Py_ssize_t first = 0; first < games; first += SOME)
            draw_some(d, first, games - first < SOME ? (int)(games - first) : SOME);
        Py_END_ALLOW_THREADS
        result = Py_NewRef(Py_None);
    }
    while (opened-- > 0)
        PyBuffer_Release(views + opened);
    close_side(&side);
    return result;
}

enum { BLOCKS, STEPS, INPUTS, OUTPUTS, CONSTANTS, TABLES, SMALL_TABLES, TABLE_START, TABLE_LAST, SALTS,
       SEED_SALTS, SEEDS, NUMBERS, BYTES, DECISIONS, NOTES, ROOM, OBJECTS };

/* run(blocks, steps, inputs, outputs, constants, tables, small_tables, table_start, table_last, salts,
       seed_salts, seeds, numbers, bytes, decisions, notes, room, sides, all_numbers, own_numbers, all_bytes,
       own_bytes, frozen, first, last)
   Runs a section on games `first` to `last - 1`: once for each turn of `salts` `[turn, salt]`. Before each,
   `sides` decide by luck, under the games' seeds or, with `seed_salts` `[turn]`, under words drawn from
   them. Games whose byte row `frozen` is not 0 stay as they are; -1: there is no such row. `room` is for
   the rows of a tile, temporaries with them, and of the largest guarded block, so many of numbers and of
   bytes; each thread needs its own. Gives how many game-turns that were. */
static PyObject *run(PyObject *self, PyObject *args)
{
    PyObject *objects[OBJECTS], *side_tuples;
    Py_ssize_t all_numbers, all_bytes, own_numbers, own_bytes, first_game, last_game;
    Whole w;
    if (!PyArg_ParseTuple(args, "OOOOOOOOOOOOOOOOOOnnnnnnn", objects, objects + 1, objects + 2, objects + 3,
                          objects + 4, objects + 5, objects + 6, objects + 7, objects + 8, objects + 9,
                          objects + 10, objects + 11, objects + 12, objects + 13, objects + 14, objects + 15,
                          objects + 16, &side_tuples, &all_numbers, &own_numbers, &all_bytes, &own_bytes,
                          &w.frozen, &first_game, &last_game))
        return NULL;
    Py_buffer views[OBJECTS];
    Side sides[2];
    Py_ssize_t side_count = PyTuple_Size(side_tuples), sides_opened = 0;
    int opened = 0;
    PyObject *result = NULL;
    Room room;
    for (; opened < OBJECTS; opened++) {
        const int is_changed = opened == NUMBERS || opened == BYTES || opened == NOTES || opened == ROOM;
        const int is_rows = opened == NUMBERS || opened == BYTES || opened == DECISIONS; /* with room between */
        if (PyObject_GetBuffer(objects[opened], views + opened,
                               (is_changed ? PyBUF_WRITABLE : 0) | (is_rows ? PyBUF_STRIDES : PyBUF_ND)) != 0)
            break;
    }
    if (opened < OBJECTS || side_count < 0 || side_count > 2)
        goto done;
    for (; sides_opened < side_count; sides_opened++)
        if (open_side(PyTuple_GetItem(side_tuples, sides_opened), sides + sides_opened) != 0) {
            sides_opened++;
            goto done;
        }
    room.stride = views[SEEDS].len / 8 <= LANES ? LANES : TILE;
    if (views[ROOM].len < ((all_numbers + own_numbers) * 8 + all_bytes + own_bytes) * room.stride + 64) {
        PyErr_SetString(PyExc_ValueError, "there is not enough room for a tile");
        goto done;
    }
    room.numbers = views[ROOM].buf;
    room.own_numbers = room.numbers + all_numbers * room.stride;
    room.bytes = (uint8_t *)(room.own_numbers + own_numbers * room.stride);
    room.own_bytes = room.bytes + all_bytes * room.stride; /* 64 bytes are read at once, hence some more */
    Code code = {views[BLOCKS].buf, views[BLOCKS].len / (Py_ssize_t)sizeof(Block), views[STEPS].buf,
                 views[INPUTS].buf, views[OUTPUTS].buf, views[CONSTANTS].buf, views[TABLES].buf,
                 views[SMALL_TABLES].buf, views[TABLE_START].buf, views[TABLE_LAST].buf, NULL};
    w.games = views[SEEDS].len / 8;
    w.numbers = views[NUMBERS].buf;
    w.bytes = views[BYTES].buf;
    w.decisions = views[DECISIONS].buf;
    w.notes = views[NOTES].buf;
    w.seeds = views[SEEDS].buf;
    w.number_rows = views[NUMBERS].shape[0];
    w.byte_rows = views[BYTES].shape[0];
    w.decision_rows = views[DECISIONS].shape[0];
    w.number_stride = views[NUMBERS].strides[0] / 8;
    w.byte_stride = views[BYTES].strides[0];
    w.decision_stride = views[DECISIONS].strides[0];
    const Py_ssize_t turns = views[SALTS].shape[0], salt_count = views[SALTS].shape[1];
    const uint64_t *seed_salts = views[SEED_SALTS].len ? views[SEED_SALTS].buf : NULL;
    Py_ssize_t played = 0;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t next = first_game; next < last_game;) {
        Tile tile;
        next = fill(&w, &room, &tile, next, last_game);
        if (tile.width == 0)
            break;
        played += play_on(&code, &w, &room, &tile, sides, side_count, turns, views[SALTS].buf, salt_count,
                          seed_salts);
        int32_t live[TILE];
        int count = 0;
        for (int g = 0; g < tile.width; g++) {
            live[count] = g;
            count += tile.is_live[g];
        }
        if (count)
            keep(&w, &room, &tile, count == tile.width ? NULL : live, count);
    }
    Py_END_ALLOW_THREADS
    result = PyLong_FromSsize_t(played);
done:
    while (sides_opened-- > 0)
        close_side(sides + sides_opened);
    while (opened-- > 0)
        PyBuffer_Release(views + opened);
    return result;
}

static PyMethodDef methods[] = {{"run", run, METH_VARARGS, "Runs a section on a range of games."},
                                {"draw", draw, METH_VARARGS, "Draws one side's decisions by luck alone."},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_native", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__native(void)
{
    PyObject *made = PyModule_Create(&module);
    if (made != NULL && (PyModule_AddIntConstant(made, "TILE", TILE) != 0 ||
                         PyModule_AddIntConstant(made, "LANES", LANES) != 0)) {
        Py_DECREF(made);
        return NULL;
    }
    return made;
}
