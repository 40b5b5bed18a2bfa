/* Decisions by luck alone, as game/engine/drawing.py draws them: part of _native.c. */

typedef struct {
    int32_t legal, price, row; /* places among bytes and numbers; decision row */
} OrderPlace;

typedef struct {
    int32_t waits, waits_in_numbers, row, by_default, choices;
} AnswerPlace;

INLINE double even_draw(uint64_t seed, uint64_t salt)
{
    return (double)(int64_t)(mixed(seed + salt) >> 11) * 0x1p-53;
}

enum { D_ORDERS, D_RIVALS, D_ANSWERS, D_CHOICE_LEGAL, D_CHOICE_COST, D_ORDER_CELLS, D_CHOICE_CELLS, D_GROUP,
       D_ORDER_SALTS, D_ANSWER_SALTS, D_OBJECTS };

#define SOME 64       /* games whose questions are looked at together */
#define MOST_TRIES 64 /* draws of orders a turn */
#define MOST_WORDS 16 /* of 64 orders of a side each */

typedef struct {
    const OrderPlace *orders;
    const uint64_t *rivals; /* [order, word]: the orders that an order rules out, itself among them */
    const AnswerPlace *answers;
    const int32_t *choice_legal, *order_cells, *choice_cells, *group; /* group: [game of the batch] */
    const Py_ssize_t *columns; /* [game]: which of the batch it is; NULL: they are the same */
    const double *choice_cost;
    const uint64_t *order_salts, *answer_salts, *seeds;
    const double *numbers;
    const uint8_t *bytes;
    uint8_t *decisions;
    Py_ssize_t order_count, words, answer_count, widest, tries, number_stride, byte_stride, decision_stride;
    Py_ssize_t purse, orders_a_turn, cells_of_orders, cells_of_choices;
} Draw;

INLINE Py_ssize_t group_of(const Draw *d, Py_ssize_t game)
{
    return d->group == NULL ? 0 : d->group[d->columns == NULL ? game : d->columns[game]];
}

static int32_t draw_choice(const Draw *d, Py_ssize_t n, Py_ssize_t game)
{
    const AnswerPlace *answer = d->answers + n;
    const double draw = even_draw(d->seeds[game], d->answer_salts[n]);
    const uint8_t *bytes = d->bytes + game;
    const int32_t *legal = d->choice_legal + n * d->widest;
    double point;
    int32_t choice;
    double rest;
    if (d->choice_cells == NULL) {
        point = draw * (double)answer->choices;
        choice = (int32_t)point;
        rest = point - (double)choice;
    } else {
        point = draw * (double)d->cells_of_choices;
        const int32_t cell = (int32_t)point;
        rest = point - (double)cell;
        const Py_ssize_t group = group_of(d, game);
        choice = d->choice_cells[(group * d->answer_count + n) * d->cells_of_choices + cell];
    }
    if (legal[choice] < 0 || bytes[legal[choice] * d->byte_stride] != 0)
        return choice;
    int32_t count = 0;
    for (int32_t c = 0; c < answer->choices; c++)
        count += legal[c] < 0 || bytes[legal[c] * d->byte_stride] != 0;
    int32_t left = (int32_t)(rest * (double)count);
    for (int32_t c = 0; c < answer->choices; c++)
        if (legal[c] < 0 || bytes[legal[c] * d->byte_stride] != 0)
            if (left-- == 0)
                return c;
    return answer->by_default;
}

/* Even draws of 53 bits, for some games at once. */
FASTEST static void even_draws(const uint64_t *seeds, uint64_t salt, int width, double *draws)
{
    for (int g = 0; g < width; g++)
        draws[g] = even_draw(seeds[g], salt);
}

/* `draws` are [try][game] of SOME games, of which this is one. */
static void draw_orders(const Draw *d, Py_ssize_t game, double purse, const double *draws)
{
    uint64_t taken[MOST_WORDS] = {0};
    Py_ssize_t given = 0;
    const Py_ssize_t group = group_of(d, game);
    for (Py_ssize_t t = 0; t < d->tries; t++) {
        const double draw = draws[t * SOME];
        const int32_t tried = d->order_cells == NULL
                                  ? (int32_t)(draw * (double)d->order_count)
                                  : d->order_cells[group * d->cells_of_orders +
                                                   (int32_t)(draw * (double)d->cells_of_orders)];
        const OrderPlace *order = d->orders + tried;
        const double price = d->numbers[order->price * d->number_stride + game];
        /* no branches: which orders fit cannot be foreseen */
        int fits = (d->bytes[order->legal * d->byte_stride + game] != 0) & (price <= purse) &
                   (given < d->orders_a_turn);
        uint64_t clash = 0;
        for (Py_ssize_t word = 0; word < d->words; word++)
            clash |= taken[word] & d->rivals[tried * d->words + word];
        fits &= clash == 0;
        purse -= fits ? price : 0.0;
        taken[tried / 64] |= (uint64_t)fits << (tried % 64);
        given += fits;
        d->decisions[order->row * d->decision_stride + game] |= (uint8_t)fits;
    }
}

/* Decides for at most SOME games, from game `first` on. */
static void draw_some(const Draw *d, Py_ssize_t first, int width)
{
    double spent[SOME] = {0.0}, draws[MOST_TRIES * SOME];
    for (Py_ssize_t t = 0; t < d->tries; t++)
        even_draws(d->seeds + first, d->order_salts[t], width, draws + t * SOME);
    int32_t asked_of[SOME] = {0};
    static const uint64_t none = 0;
    for (Py_ssize_t n = 0; n < d->order_count; n++)
        memset(d->decisions + d->orders[n].row * d->decision_stride + first, 0, (size_t)width);
    for (Py_ssize_t n = 0; n < d->answer_count; n++) {
        const AnswerPlace *answer = d->answers + n;
        const double *cost = d->choice_cost + n * d->widest;
        uint8_t *decided = d->decisions + answer->row * d->decision_stride + first;
        memset(decided, answer->by_default, (size_t)width);
        const uint8_t *waits = d->bytes + answer->waits * d->byte_stride + first;
        const double *number = d->numbers + answer->waits * d->number_stride + first;
        for (int g = 0; g < width; g++) {
            if (!answer->waits_in_numbers && g % 8 == 0 && g + 8 <= width && memcmp(waits + g, &none, 8) == 0) {
                g += 7;
                continue;
            }
            if (answer->waits_in_numbers ? number[g] == 0.0 : waits[g] == 0)
                continue;
            const int32_t choice = draw_choice(d, n, first + g);
            decided[g] = (uint8_t)choice;
            spent[g] += cost[choice];
            asked_of[g]++;
        }
    }
    for (int g = 0; g < width; g++) {
        const double purse = d->numbers[d->purse * d->number_stride + first + g];
        if (asked_of[g] && spent[g] > purse) {
            spent[g] = 0.0;
            for (Py_ssize_t n = 0; n < d->answer_count; n++) {
                uint8_t *decided = d->decisions + d->answers[n].row * d->decision_stride + first + g;
                if (d->choice_cost[n * d->widest + *decided] > 0.0)
                    *decided = (uint8_t)d->answers[n].by_default;
            }
        }
        if (d->order_count)
            draw_orders(d, first + g, purse - spent[g], draws + g);
    }
}

/* The arrays of one side, as Python gives them: see `NativeDrawing` in native.py. */
typedef struct {
    Py_buffer views[D_OBJECTS];
    int opened;
    Draw draw;
} Side;

/* A side's tuple: its arrays, salts by turn `[turn, salt]`, then widest, purse and orders a turn. */
static int open_side(PyObject *tuple, Side *side)
{
    side->opened = 0;
    for (; side->opened < D_OBJECTS; side->opened++) {
        PyObject *object = PyTuple_GetItem(tuple, side->opened);
        if (object == NULL || PyObject_GetBuffer(object, side->views + side->opened, PyBUF_ND) != 0)
            return -1;
    }
    Draw *d = &side->draw;
    const Py_buffer *v = side->views;
    memset(d, 0, sizeof *d);
    d->orders = v[D_ORDERS].buf;
    d->rivals = v[D_RIVALS].buf;
    d->words = v[D_RIVALS].shape[1];
    d->answers = v[D_ANSWERS].buf;
    d->choice_legal = v[D_CHOICE_LEGAL].buf;
    d->choice_cost = v[D_CHOICE_COST].buf;
    d->order_cells = v[D_ORDER_CELLS].len ? v[D_ORDER_CELLS].buf : NULL;
    d->choice_cells = v[D_CHOICE_CELLS].len ? v[D_CHOICE_CELLS].buf : NULL;
    d->cells_of_orders = d->order_cells == NULL ? 0 : v[D_ORDER_CELLS].shape[1];
    d->cells_of_choices = d->choice_cells == NULL ? 0 : v[D_CHOICE_CELLS].shape[2];
    d->group = v[D_GROUP].len ? v[D_GROUP].buf : NULL;
    d->order_count = v[D_ORDERS].len / (Py_ssize_t)sizeof(OrderPlace);
    d->answer_count = v[D_ANSWERS].len / (Py_ssize_t)sizeof(AnswerPlace);
    d->tries = v[D_ORDER_SALTS].shape[1];
    Py_ssize_t *const numbers[] = {&d->widest, &d->purse, &d->orders_a_turn};
    for (int n = 0; n < 3; n++) {
        PyObject *object = PyTuple_GetItem(tuple, D_OBJECTS + n);
        if (object == NULL || (*numbers[n] = PyLong_AsSsize_t(object)) == -1)
            if (PyErr_Occurred())
                return -1;
    }
    if (d->tries > MOST_TRIES || d->words > MOST_WORDS) {
        PyErr_SetString(PyExc_ValueError, "too many orders");
        return -1;
    }
    return 0;
}

static void close_side(Side *side)
{
    while (side->opened-- > 0)
        PyBuffer_Release(side->views + side->opened);
}

INLINE void set_turn(Side *side, Py_ssize_t turn)
{
    side->draw.order_salts = (const uint64_t *)side->views[D_ORDER_SALTS].buf + turn * side->draw.tries;
    side->draw.answer_salts = (const uint64_t *)side->views[D_ANSWER_SALTS].buf + turn * side->draw.answer_count;
}
